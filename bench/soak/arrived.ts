import type { Sent } from './run.ts';
import type { Twins } from './scene.ts';

/** What each place should hold and does not, and what it holds more than once. */
export function holdAgainst(sent: readonly Sent[], twins: Twins): { lost: string[]; doubled: number } {
  const lost: string[] = [];
  let doubled = 0;
  const expectAll = (place: string, wanted: readonly string[], found: readonly string[]) => {
    const times = new Map<string, number>();
    for (const key of found) times.set(key, (times.get(key) ?? 0) + 1);
    for (const key of wanted) if (!times.has(key)) lost.push(`${place}: ${key}`);
    for (const count of times.values()) doubled += count - 1;
  };
  const keysAt = (received: ReadonlyMap<string, unknown>) => [...received.values()].map((message) => (message as { key: string }).key);
  const keysOf = (of: (one: Sent) => boolean) => sent.filter(of).map(({ key }) => key);
  const isBloom = ({ workspace }: Sent) => workspace === 'bloom';
  const isForm = ({ type }: Sent) => type === 'form.submitted';
  expectAll('ledger', keysOf(isBloom), keysAt(twins.ledger.received));
  expectAll(
    'books',
    keysOf((one) => !isBloom(one)),
    keysAt(twins.books.received),
  );
  const written = twins.slack.messages().flatMap(({ shown }) => shown.flatMap((text) => /bloom-form\.submitted-\d+/.exec(text)?.[0] ?? []));
  expectAll(
    'chat',
    keysOf((one) => isBloom(one) && isForm(one)),
    written,
  );
  const known = new Set(twins.hubspot.contacts().map(({ properties }) => properties['email']));
  const listed = (email: string) => twins.brevo.contact(email) !== undefined;
  for (const { email, type } of sent.filter(isBloom)) {
    if (type === 'order.created' ? !known.has(email) : !listed(email)) lost.push(`${type === 'order.created' ? 'CRM' : 'news'}: ${email}`);
  }
  return { lost: [...new Set(lost)], doubled };
}
