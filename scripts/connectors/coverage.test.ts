import { expect, it } from 'vitest';
import { coverageTable } from './coverage.ts';

it('shows the share of each contract, and says where there is none', () => {
  const text = coverageTable([
    {
      destination: 'acme',
      specs: ['acme/v1.json'],
      coverage: {
        published: ['GET /a', 'POST /a', 'POST /b'],
        called: ['GET /a', 'POST /a'],
        hit: ['GET /a', 'POST /a'],
        share: 2 / 3,
        added: ['GET /me'],
        outside: [],
      },
    },
    {
      destination: 'books',
      specs: ['books/types.json'],
      coverage: { published: null, called: null, hit: ['#/$defs/Invoice'], share: null, added: [], outside: [] },
    },
    { destination: 'chat', specs: [], coverage: null },
    { destination: 'desk', specs: ['desk/v1.json'], coverage: null },
  ]);
  const rows = text.split('\n').map((line) => line.split(/ {2,}/));
  expect(rows.slice(1)).toEqual([
    ['acme', '3', '2', '2', '67 %', '1', '0'],
    ['books', 'types', '1', '0', '0'],
    ['chat', 'the vendor has no contract here'],
    ['desk', '../shared/specs is not there'],
  ]);
});
