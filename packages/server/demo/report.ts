import { fateOf, type Outcome, type PlacedDelivery } from './outcome.ts';
import { type FoundRecord, nameOf } from './records.ts';
import type { Stage } from './stage.ts';
import { type Column, type Entry, renderTable, wrap } from './table.ts';
import type { Voice } from './voice.ts';

const FROM = { 'bloom.example': 'site', 'steep-and-co': 'shop' } as const;
const STATE_WORDS: Partial<Record<PlacedDelivery['state'], string>> = { succeeded: 'delivered', skipped: 'not due' };
const STATE_COLOURS: Readonly<Record<string, 'green' | 'yellow' | 'red'>> = { delivered: 'green', uncertain: 'yellow', dead: 'red' };

/** The table of everything sent. What was found is looked up at the stand-ins, not in our own store. */
export function sayTable(voice: Voice, outcomes: readonly Outcome[], found: readonly FoundRecord[]): void {
  const paintState = (text: string) => {
    const colour = STATE_COLOURS[text.trim()];
    return colour === undefined ? text : voice.style(colour, text);
  };
  const columns: Column[] = [
    { title: 'Event', share: 5 },
    { title: 'From', width: 4 },
    { title: 'Verdict, and why', share: 6 },
    { title: 'Sent to', width: 16 },
    { title: 'State', width: 9, paint: paintState },
    { title: 'Tries', width: 5 },
    { title: 'Found there', share: 4 },
  ];
  const [titles = '', rule = '', ...lines] = renderTable(
    columns,
    outcomes.map((outcome) => entryOf(outcome, outcomes, found)),
    voice.width,
  );
  voice.say(
    '',
    voice.style('bold', 'What became of each'),
    '  site = bloom.example, shop = Steep & Co. “Found there” is asked of the stand-ins, not of Handoff.',
    '',
    voice.style('bold', titles),
    voice.style('dim', rule),
    ...lines,
  );
}

function entryOf(outcome: Outcome, all: readonly Outcome[], found: readonly FoundRecord[]): Entry {
  const { no, sending, deliveries } = outcome;
  const right = deliveries.map((delivery) => [
    delivery.place,
    STATE_WORDS[delivery.state] ?? delivery.state,
    String(delivery.attempts),
    foundFor(outcome, delivery, found),
  ]);
  return {
    left: [`${no} ${sending.title}`, FROM[sending.from], verdictOf(outcome, all)],
    right: right.length === 0 ? [['–', '–', '–', strayFor(outcome, all, found)]] : right,
  };
}

function foundFor({ sending }: Outcome, delivery: PlacedDelivery, found: readonly FoundRecord[]): string {
  if (delivery.state === 'skipped') return '–';
  const expected = sending.records?.find(([place]) => place === delivery.place);
  if (expected === undefined) return '?';
  return found.find(({ place, key }) => nameOf(place, key) === nameOf(...expected))?.label ?? 'nothing';
}

/** Nothing was sent for this one, so a record that names its sender can only be another sending's. */
function strayFor({ email, answer, event }: Outcome, all: readonly Outcome[], found: readonly FoundRecord[]): string {
  const original = event?.duplicateOf ?? event?.revisionOf ?? (answer === 'repeat' ? event?.id : undefined);
  if (original !== undefined) return `only ${numberOf(original, all)}’s`;
  const strays = email === undefined ? [] : found.filter(({ content }) => content.includes(email.toLowerCase()));
  return strays.length === 0 ? 'nothing' : strays.map(({ label }) => label).join(', ');
}

function verdictOf({ status, answer, message, event }: Outcome, all: readonly Outcome[]): string {
  if (event === undefined) return `refused (${status} ${answer}): ${firstSentence(message ?? '')}`;
  if (answer === 'repeat') return `known already: the same as ${numberOf(event.id, all)}`;
  const fate = fateOf(event);
  if (fate === 'revision') return `set aside: the key of ${numberOf(event.revisionOf, all)} with other content`;
  if (fate === 'parked') return `parked: ${event.type} is not known to this version`;
  if (fate === 'duplicate') return `duplicate: says the same as ${numberOf(event.duplicateOf, all)}, sent a moment before`;
  return `${fate ?? 'waiting'}: ${event.reasons.map(({ evidence }) => firstSentence(evidence)).join(' ')}`;
}

/** The number in this story of the sending that became an event. */
function numberOf(eventId: string | null, all: readonly Outcome[]): string {
  return `no. ${all.find(({ event }) => event?.id === eventId)?.no ?? '?'}`;
}

/** Enough for a table; the whole text is on the event. */
function firstSentence(text: string): string {
  return /^.*?[.!?](?=\s|$)/u.exec(text)?.[0] ?? text;
}

/** What a person should look at, as the server itself puts it. */
export async function sayWhatWaits(voice: Voice, stage: Stage): Promise<void> {
  const { client, workspaceId } = stage;
  const { events, alerts } = await client('workspaceHealth', { params: { workspaceId } });
  voice.say(
    '',
    voice.style('bold', 'What waits for a person, as Handoff tells it'),
    `  ${events.quarantined} kept back as spam, ${events.review} let through but flagged, ${events.parked} parked`,
    ...alerts.flatMap(({ message }) => wrap(message, voice.width - 4).map((line, index) => (index === 0 ? '  ! ' : '    ') + line)),
  );
}

/** What each stand-in holds at the end. */
export function sayContents(voice: Voice, found: readonly FoundRecord[]): void {
  voice.say('', voice.style('bold', 'What the stand-ins hold now'));
  for (const [place, records] of Map.groupBy(found, (record) => record.place)) {
    const listed = records.map(({ key, label }) => (place === 'Mailchimp member' ? `${key} (${label.replace('member, ', '')})` : key));
    const lead = `  ${place.padEnd(17)} ${String(records.length).padStart(2)}  `;
    const lines = wrap(listed.join(' · '), voice.width - lead.length);
    voice.say(...lines.map((line, index) => (index === 0 ? lead : ' '.repeat(lead.length)) + line));
  }
}
