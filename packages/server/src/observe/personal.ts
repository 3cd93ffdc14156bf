/** Bounded as addresses are: without it, a long text without an `@` would be tried from every letter to its end. */
const EMAIL = /[^\s@"'<>()[\]{},;:=]{1,64}@[^\s@"'<>()[\]{},;:]{1,255}\.[a-z]{2,24}/gi;
/** At least nine digits with what people write between them, and a plus or a separator: ids and times have neither. */
const PHONE = /(?<![\w.:-])(?:\+|00)\d[\d ()./-]{6,}\d|(?<![\w.:-])\(?0\d{1,5}[ )/-]{1,2}\d[\d /-]{4,}\d/g;
const MASK = '…';
/** Shorter ones are found in any sentence. */
const SHORTEST = 4;
/** What a vendor calls something: `new_lead`, `DE`, `12`. A person is named otherwise. */
const IDENTIFIER = /^(?:[a-z0-9_.-]+|[A-Z0-9_]+)$/;

/** Takes e-mail addresses and phone numbers out of a text that others will read or keep. */
export function maskAddresses(text: string): string {
  return text.replaceAll(EMAIL, MASK).replaceAll(PHONE, MASK);
}

/** The same, and what else of a record a text quotes: names, messages. */
export function maskQuoted(text: string, record: unknown): string {
  const quoted = textsIn(record)
    .filter((value) => value.length >= SHORTEST && !IDENTIFIER.test(value))
    .toSorted((a, b) => b.length - a.length);
  return maskAddresses(quoted.reduce((masked, value) => masked.replaceAll(value, MASK), text));
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value.trim()];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
