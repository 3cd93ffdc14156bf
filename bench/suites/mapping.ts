import { compileMapping, Mapping } from '@handoff/shared/mapping';

/**
 * The contact form of Contact Form 7 with a phone number and a consent box, mapped to eight fields of a CRM contact.
 * The phone numbers are written as visitors write them: two in three without a country code, a third in international form.
 */
const mapping = Mapping.parse({
  fields: {
    '/email': { do: 'email', from: { do: 'path', path: '/subject/email' } },
    '/properties/firstname': { do: 'splitName', part: 'first', from: { do: 'path', path: '/data/fields/your-name' } },
    '/properties/lastname': { do: 'splitName', part: 'last', from: { do: 'path', path: '/data/fields/your-name' } },
    '/properties/phone': { do: 'e164', country: 'DE', from: { do: 'path', path: '/data/fields/your-phone' } },
    '/properties/message': {
      do: 'template',
      template: '{{/data/fields/your-subject}}: {{/data/fields/your-message}} (from {{/context/page}})',
    },
    '/properties/company': {
      do: 'coalesce',
      of: [
        { do: 'path', path: '/subject/company' },
        { do: 'path', path: '/data/fields/your-company' },
      ],
    },
    '/properties/language': { do: 'lower', from: { do: 'path', path: '/context/locale' } },
    '/properties/lifecyclestage': { do: 'literal', value: 'lead' },
  },
});

const PHONES = [(n: number) => `0151 ${n}`, (n: number) => `030/${n}`, (n: number) => `+49 160 ${n}`];
const NAMES = ['Ada Lovelace', 'Ludwig van Beethoven', 'Müller, Jürgen', 'Anna-Lena Schmidt', 'Zoë O’Hara'];

/** An envelope as it is after parsing; no two are alike, so that nothing can be answered from memory. */
function submission(n: number): unknown {
  const name = NAMES[n % NAMES.length] ?? '';
  return {
    id: `evt_${n}`,
    idempotencyKey: `form.submitted:${n}:1`,
    type: 'form.submitted',
    occurredAt: '2026-03-02T09:30:00Z',
    subject: { email: ` Visitor.${n}@Example.COM `, name },
    data: {
      fields: {
        'your-name': name,
        'your-email': `Visitor.${n}@Example.COM`,
        'your-phone': PHONES[n % PHONES.length]?.(10_000_000 + n * 37),
        'your-subject': `Question ${n}`,
        'your-message': `Hello, I would like an offer for ${n} chairs. Please call me back in the afternoon. Thank you.`,
        'your-company': `Company ${n} GmbH`,
      },
    },
    context: { page: 'https://shop.example/contact', locale: 'de-DE', secondsToSubmit: 31 },
  };
}

const EVENTS = 2000;
const ROUNDS = 9;
const ROUND_MS = 200;

/**
 * How many events a second one compiled mapping of eight fields turns into payloads, on one thread:
 * the median of nine rounds of 200 ms after a warm-up. Every payload must be complete and free of problems.
 */
export async function measureMapping(): Promise<{ name: 'maps_per_s'; value: number; unit: 'maps/s' }[]> {
  const compiled = compileMapping(mapping);
  const events = Array.from({ length: EVENTS }, (_, n) => submission(n));
  for (const event of events) {
    const { payload, problems } = compiled.apply(event);
    const properties = payload['properties'] as Record<string, unknown> | undefined;
    if (problems.length > 0 || payload['email'] === undefined || Object.keys(properties ?? {}).length !== 7) {
      throw new Error(`The benchmark's mapping is not complete: ${JSON.stringify({ payload, problems })}`);
    }
  }
  const rates: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const rate = measureRound(() => {
      for (const event of events) compiled.apply(event);
    });
    // The first round warms up.
    if (round > 0) rates.push(rate);
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  const median = rates.toSorted((a, b) => a - b)[Math.floor(rates.length / 2)] ?? 0;
  return [{ name: 'maps_per_s', value: Math.round(median), unit: 'maps/s' }];
}

function measureRound(batch: () => void): number {
  const start = performance.now();
  let maps = 0;
  let elapsed = 0;
  while (elapsed < ROUND_MS) {
    batch();
    maps += EVENTS;
    elapsed = performance.now() - start;
  }
  return (maps / elapsed) * 1000;
}
