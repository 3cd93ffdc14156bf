import { until } from '../../../e2e/wordpress/support/until.ts';
import type { Figure } from './index.ts';
import type { Scene } from './scene.ts';

const PATIENCE_MS = 120_000;

/** Holds whom the site answered against what the server keeps and what the CRM has. */
export async function verify(scene: Scene, flooded: number, add: (figure: Figure, finding: string) => void): Promise<void> {
  const { expected, server } = scene;
  const contacts = () => server.twins.hubspot.contacts().map(({ properties }) => properties['email'] ?? '');
  const allArrived = () => {
    const there = new Set(contacts());
    return [...expected].every((email) => there.has(email));
  };
  // Who has not come by then is named below.
  await until('everyone is a HubSpot contact', () => Promise.resolve(allArrived()), PATIENCE_MS).catch(() => undefined);

  const atServer = countsOf(await contactsOfEvents(scene));
  const atCrm = countsOf(contacts());
  for (const email of expected) {
    if (!atServer.has(email)) add('lost', `${email} is not at the server`);
    if (!atCrm.has(email)) add('lost', `${email} is not at HubSpot`);
  }
  for (const [email, times] of atServer) if (email.endsWith('@example.com') && times > 1) add('doubled', `${email}: ${times} events`);
  for (const [email, times] of atCrm) if (times > 1) add('doubled', `${email}: ${times} contacts`);
  for (const email of atServer.keys()) if (email.startsWith('copy')) add('sent_by_copy', email);
  const flood = atServer.get('') ?? 0;
  if (flood < flooded) add('lost', `${flooded - flood} of the ${flooded} queued events are not at the server`);
  if (flood > flooded) add('doubled', `${flood - flooded} of the ${flooded} queued events are there twice`);
  for (const violation of server.twins.violations()) add('contract_violations', JSON.stringify(violation));
}

/** The contact of every event that the server keeps; empty where it has none. */
async function contactsOfEvents({ server }: Scene): Promise<string[]> {
  const contacts: string[] = [];
  let before: number | undefined;
  do {
    const query = { limit: 200, ...(before === undefined ? {} : { before }) };
    const { items, next } = await server.client('listEvents', { params: { workspaceId: server.workspaceId }, query });
    contacts.push(...items.map(({ contact }) => contact ?? ''));
    before = next ?? undefined;
  } while (before !== undefined);
  return contacts;
}

function countsOf(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
