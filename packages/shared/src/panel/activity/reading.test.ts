import { expect, test } from 'vitest';
import { canReplayDelivery } from './deliveries.ts';
import { exchangeWords, readable } from './exchange.ts';
import { filterChoices } from './filter-options.ts';
import { recordText } from './record-text.ts';

const t = (english: string) => english;

test('an exchange with a destination reads as a letter: headers, an empty line, the body laid out', () => {
  const words = exchangeWords(
    {
      request: {
        method: 'POST',
        url: 'https://api.example.com/contacts',
        headers: { accept: 'application/json' },
        body: '{"email":"a@b.c"}',
      },
      response: { status: 201, body: 'created' },
      durationMs: 119.6,
    },
    t,
  );
  expect(words).toEqual({
    title: 'POST https://api.example.com/contacts',
    outcome: 'answered 201, 120 ms',
    asked: 'accept: application/json\n\n{\n  "email": "a@b.c"\n}',
    answered: '\ncreated',
  });
});

test('an exchange without an answer says so', () => {
  expect(exchangeWords({ request: { method: 'GET', url: 'https://api.example.com' } }, t)).toMatchObject({
    outcome: 'no answer',
    answered: undefined,
  });
});

test('a value that is JSON inside of a text is laid out; any other text stays as it is', () => {
  expect(readable('{"a":[1]}')).toBe('{\n  "a": [\n    1\n  ]\n}');
  expect(readable('not { json')).toBe('not { json');
});

test('a record is named by its first texts, wherever in it they are', () => {
  expect(recordText({ properties: { email: 'ada@example.com', score: 4, firstname: ' ' }, list: 'News' }, t)).toBe('ada@example.com, News');
  expect(recordText({ score: 4 }, t)).toBeUndefined();
  expect(recordText(null, t)).toBeUndefined();
});

test('a list can be narrowed to a source only where there are several', () => {
  const one = { value: 'src_1', label: 'Shop' };
  const ids = (sources: (typeof one)[]) => filterChoices(['order.created'], sources, t).map(({ id }) => id);
  expect(ids([one])).toEqual(['verdict', 'state', 'type']);
  expect(ids([one, { value: 'src_2', label: 'Blog' }])).toEqual(['verdict', 'state', 'type', 'sourceId']);
});

test('what has ended can be sent again, and what nobody knows of; not what was erased or is still on its way', () => {
  const can = (state: Parameters<typeof canReplayDelivery>[0]['state'], code?: string) =>
    canReplayDelivery({ state, error: code === undefined ? null : { code } });
  expect([can('dead', 'permanent'), can('succeeded'), can('cancelled'), can('uncertain', 'timeout')]).toEqual([true, true, true, true]);
  expect([can('dead', 'erased'), can('pending'), can('shadow')]).toEqual([false, false, false]);
});
