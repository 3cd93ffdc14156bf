import type { Place } from './story.ts';
import type { DemoTwins } from './twins.ts';

/** One record as it stands in a stand-in's own memory. `key` is the same for what should be one record. */
export interface FoundRecord {
  place: Place;
  key: string;
  /** What it looks like there, for people. */
  label: string;
  /** All it holds as lower-case text, to search in. */
  content: string;
}

/** Everything the stand-ins hold, asked of them and not of our own store. */
export function recordsAt({ hubspot, mailchimp, slack, books }: DemoTwins): FoundRecord[] {
  const record = (place: Place, key: string, label: string, all: unknown): FoundRecord => ({
    place,
    key,
    label,
    content: JSON.stringify(all).toLowerCase(),
  });
  return [
    ...hubspot.contacts().map((contact) => {
      const { email = `contact ${contact.id} without e-mail`, phone } = contact.properties;
      return record('HubSpot contact', email, `contact ${contact.id}${phone === undefined ? '' : `, ${phone}`}`, contact);
    }),
    ...hubspot.deals().map((deal) => {
      const { dealname = `deal ${deal.id} without name`, amount = '?', dealstage = '?' } = deal.properties;
      return record('HubSpot deal', dealname, `deal ${deal.id} of contact ${deal.contactIds.join(', ')}: ${amount}, ${dealstage}`, deal);
    }),
    ...mailchimp.members().map((member) => record('Mailchimp member', member.email.toLowerCase(), `member, ${member.status}`, member)),
    ...slack
      .messages()
      .map((message) => record('Slack message', `#${message.channel} ${message.text}`, `message in #${message.channel}`, message)),
    ...[...books.received.values()].map((entry) => {
      const { type, about, amount, currency } = entry as Record<string, unknown>;
      return record('Books entry', `${String(type)} ${String(about)}`, `entry, ${String(amount)} ${String(currency)}`, entry);
    }),
  ];
}

/** How two lists differ, counting repeats: what should be there and is not, and what is there beyond it. */
export interface Difference {
  missing: string[];
  surplus: string[];
}

/**
 * Compares what must be there (each once, whoever asked for it) with what is. A second copy of something expected is
 * surplus, and so is anything nobody expected.
 */
export function compareRecords(expected: ReadonlySet<string>, found: readonly string[]): Difference {
  const left = new Set(expected);
  const surplus = found.filter((record) => !left.delete(record));
  return { missing: [...left], surplus };
}

/** One text for a place and a key. */
export function nameOf(place: string, key: string): string {
  return `${place}: ${key}`;
}
