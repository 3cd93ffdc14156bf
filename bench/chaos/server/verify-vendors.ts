import type { Client } from '@handoff/shared/api';
import type { Store } from '../../../packages/server/src/store/store.ts';
import type { Findings } from '../lib/findings.ts';
import { type Mark, markText } from './marks.ts';
import { emailOf, type Senders } from './senders.ts';
import type { Deed, Vendors } from './vendors.ts';
import type { Figure, StoredDelivery } from './verify.ts';

/** Holds the vendors' records against what the senders were told: each effect exactly once, each contact as its last event says. */
export function verifyEffects(vendors: Vendors, senders: Senders, deliveries: StoredDelivery[], findings: Findings<Figure>): void {
  const notes = countMarks(vendors.hubspot.noteMarks());
  const hooks = countMarks(vendors.hook.marks());
  const messages = countMarks(vendors.slack.marks());
  const slackStates = new Map(deliveries.filter(({ step }) => step === 'slack').map(({ eventId, state }) => [eventId, state]));
  const last = new Map<number, number>();

  const exactlyOnce = (what: string, found: Map<string, number>, name: string) => {
    const count = found.get(name) ?? 0;
    if (count === 0) findings.add('lost', `${name}: no ${what} arrived`);
    if (count > 1) findings.add('doubled', `${name}: ${count} ${what}s arrived`);
  };
  for (const { mark, kind, toSlack, eventId } of senders.acknowledged) {
    const name = markText(mark);
    exactlyOnce('webhook message', hooks, name);
    if (kind === 'view') continue;
    last.set(mark.contact, Math.max(last.get(mark.contact) ?? 0, mark.sequence));
    exactlyOnce('note', notes, name);
    const told = messages.get(name) ?? 0;
    if (told > 1) findings.add('doubled', `${name}: ${told} Slack messages arrived`);
    if (toSlack && told === 0 && slackStates.get(eventId) === 'succeeded')
      findings.add('lost', `${name}: Slack is said to have it and has not`);
  }

  const contacts = vendors.hubspot.contacts();
  for (const [contact, sequence] of last) {
    const company = contacts.get(emailOf(contact));
    const expected = markText({ contact, sequence });
    if (company !== expected) findings.add('lost', `contact ${contact} says ${company ?? 'nothing'} instead of ${expected}`);
  }
  if (contacts.size !== last.size) findings.add('doubled', `${contacts.size} contacts for ${last.size} addresses`);
  for (const violation of vendors.violations()) findings.add('contract_violations', violation);
}

/**
 * Order, as the vendor sees it: within one contact no vendor may carry out an event after it has carried out a later
 * one. Carrying the same event out again at once (a repeat of an upsert) keeps the order.
 */
export function verifyOrder(deeds: readonly Deed[], findings: Findings<Figure>): void {
  const latest = new Map<string, number>();
  for (const { vendor, mark } of deeds) {
    const lane = `${vendor} of contact ${mark.contact}`;
    const before = latest.get(lane) ?? 0;
    if (mark.sequence < before) findings.add('lane_order_violations', `${lane}: ${mark.sequence} was carried out after ${before}`);
    latest.set(lane, Math.max(before, mark.sequence));
  }
}

/**
 * Where nothing can be looked up, every doubt must be told. Known to be in doubt is: what Slack did without answering,
 * and what has an attempt that never learned its outcome. Told means: `uncertain` in the API, with an open alert.
 */
export async function verifyUncertain(
  parts: { store: Store; client: Client; workspaceId: string; deeds: readonly Deed[]; senders: Senders; deliveries: StoredDelivery[] },
  findings: Findings<Figure>,
): Promise<number> {
  const { store, client, workspaceId, deeds, senders, deliveries } = parts;
  const told = await uncertainInApi(client, workspaceId);
  const alerts = await store.db
    .selectFrom('alerts')
    .select('key')
    .where('kind', '=', 'uncertain')
    .where('resolved_at', 'is', null)
    .execute();
  const alertKeys = new Set(alerts.map(({ key }) => key));
  for (const id of told)
    if (!alertKeys.has(`uncertain:${id}`)) findings.add('uncertain_unreported', `${id} is uncertain and no alert is open`);
  const { items } = await client('listAlerts', { params: { workspaceId } });
  const shown = items.filter((alert) => alert.kind === 'uncertain' && alert.resolvedAt === null).length;
  // The API lists alerts by the page, so it may show fewer, but never none.
  if (told.size > 0 && shown === 0) findings.add('uncertain_unreported', `the API shows no alert for ${told.size} uncertain deliveries`);

  const slack = new Map(deliveries.filter(({ step }) => step === 'slack').map((delivery) => [delivery.eventId, delivery]));
  const eventIds = new Map(senders.acknowledged.map(({ mark, eventId }) => [markText(mark), eventId]));
  for (const { mark, answered } of deeds.filter(({ vendor }) => vendor === 'slack')) {
    const delivery = slack.get(eventIds.get(markText(mark)) ?? '');
    if (!answered && delivery !== undefined && !told.has(delivery.id)) {
      findings.add('uncertain_unreported', `${markText(mark)}: Slack posted it without answering, and it is ${delivery.state}`);
    }
  }
  const doubtful = await store.db.selectFrom('attempts').select('delivery_id').where('outcome', 'in', ['started', 'unknown']).execute();
  const inDoubt = new Set(doubtful.map(({ delivery_id: id }) => id));
  for (const { id, state } of slack.values()) {
    if (inDoubt.has(id) && !told.has(id))
      findings.add('uncertain_unreported', `${id} has an attempt without a known outcome and is ${state}`);
  }
  return told.size;
}

async function uncertainInApi(client: Client, workspaceId: string): Promise<Set<string>> {
  const ids = new Set<string>();
  for (let before: number | null | undefined; before !== null;) {
    const page = await client('listDeliveries', {
      params: { workspaceId },
      query: { state: 'uncertain', limit: 200, ...(before === undefined ? {} : { before }) },
    });
    for (const { id } of page.items) ids.add(id);
    before = page.next;
  }
  return ids;
}

function countMarks(marks: readonly Mark[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const mark of marks) counts.set(markText(mark), (counts.get(markText(mark)) ?? 0) + 1);
  return counts;
}
