import { expect, test } from 'vitest';
import { renderTable, wrap } from './table.ts';

const columns = [
  { title: 'Event', share: 1 },
  { title: 'To', width: 8 },
  { title: 'Found', share: 1 },
];

test('an entry with several lines on its right keeps its left beside them', () => {
  const entry = {
    left: ['Ada asks'],
    right: [
      ['HubSpot', 'contact 1'],
      ['Slack', 'message'],
    ],
  };
  expect(renderTable(columns, [entry], 32).slice(2)).toEqual(['Ada asks    HubSpot   contact 1', '            Slack     message']);
});

test('no line is wider than allowed, however long the words', () => {
  const entry = { left: ['A very long enquiry about peonies'], right: [['HubSpot', 'x'.repeat(60)]] };
  const lines = renderTable(columns, [entry], 40);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(40);
  expect(lines.join('').match(/x/g)).toHaveLength(60);
});

test('colour is added after the widths are settled', () => {
  const paint = (text: string) => `<${text}>`;
  const [, , line] = renderTable(
    [
      { title: 'A', width: 4, paint },
      { title: 'B', width: 4 },
    ],
    [{ left: [], right: [['ok', 'yes']] }],
    10,
  );
  expect(line).toBe('<ok  >  yes');
});

test('wraps at spaces', () => {
  expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
  expect(wrap('', 7)).toEqual(['']);
});
