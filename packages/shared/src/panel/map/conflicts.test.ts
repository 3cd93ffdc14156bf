import { expect, it } from 'vitest';
import type { Rule } from '../../mapping/spec.ts';
import { findConflicts, type Writer } from './conflicts.ts';

const literal = (value: string): Rule => ({ do: 'literal', value });
const path = (place: string): Rule => ({ do: 'path', path: place });

/** A live flow that updates contacts of one account. */
function writer(name: string, fields: Record<string, Rule>, more: Partial<Writer> = {}): Writer {
  return {
    flow: { id: `flw_${name}`, name },
    connectionId: 'con_1',
    account: 'hubspot 1',
    record: 'contact',
    key: ['/email'],
    recurring: true,
    apart: ['/tags'],
    types: ['form.submitted'],
    fields: { '/email': path(`/data/fields/${name}`), ...fields },
    label: (target) => target.slice(1),
    ...more,
  };
}

const kinds = (...writers: Writer[]) => findConflicts(writers).map(({ target, kind }) => `${target} ${kind}`);

it('tells of two flows that each set a value of their own', () => {
  const found = findConflicts([writer('A', { '/stage': literal('lead') }), writer('B', { '/stage': literal('customer') })]);
  expect(found).toEqual([
    {
      kind: 'fixed',
      connectionIds: ['con_1'],
      record: 'contact',
      target: '/stage',
      label: 'stage',
      writers: [
        { flowId: 'flw_A', name: 'A', fixed: true },
        { flowId: 'flw_B', name: 'B', fixed: true },
      ],
    },
  ]);
});

it('tells of a flow that always writes over what another takes from events', () => {
  const either: Rule = { do: 'coalesce', of: [path('/subject/phone'), literal('none')] };
  expect(kinds(writer('A', { '/phone': path('/subject/phone') }), writer('B', { '/phone': either }))).toEqual(['/phone overwrites']);
});

it('tells apart what is only the latest answer of two forms', () => {
  expect(kinds(writer('A', { '/phone': path('/data/fields/tel') }), writer('B', { '/phone': path('/data/fields/phone') }))).toEqual([
    '/phone latest',
  ]);
});

it('finds a place that one flow fills as a whole and another in part', () => {
  expect(kinds(writer('A', { '/address': path('/data/address') }), writer('B', { '/address/city': literal('Bern') }))).toEqual([
    '/address/city overwrites',
  ]);
});

it('counts two connections to one account as one', () => {
  const [one, two] = [writer('A', { '/stage': literal('a') }), writer('B', { '/stage': literal('b') }, { connectionId: 'con_2' })];
  expect(findConflicts([one, two])[0]?.connectionIds).toEqual(['con_1', 'con_2']);
});

it.each<[string, Writer, Writer]>([
  ['agree', writer('A', { '/stage': literal('lead') }), writer('B', { '/stage': literal('lead') })],
  [
    'agree, however their rules are written',
    writer('A', { '/c': { do: 'e164', from: path('/subject/phone'), country: 'DE' } }),
    writer('B', { '/c': { country: 'DE', from: path('/subject/phone'), do: 'e164' } }),
  ],
  ['fill different fields', writer('A', { '/a': literal('1') }), writer('B', { '/b': literal('2') })],
  ['send to other accounts', writer('A', { '/stage': literal('a') }), writer('B', { '/stage': literal('b') }, { account: 'hubspot 2' })],
  ['change other records', writer('A', { '/stage': literal('a') }), writer('B', { '/stage': literal('b') }, { record: 'company' })],
  ['only add', writer('A', { '/tags/0': literal('a') }), writer('B', { '/tags/0': literal('b') })],
  ['find the record by different fields of their events', writer('A', {}), writer('B', {})],
  ['are one flow', writer('A', { '/stage': literal('a') }), writer('A', { '/stage': literal('b') })],
])('says nothing of flows that %s', (_, one, other) => {
  expect(findConflicts([one, other])).toEqual([]);
});

const deal = (name: string, stage: string, types: string[], key: Rule = path('/data/orderId')) =>
  writer(
    name,
    { '/email': path('/subject/email'), '/stage': literal(stage), '/key': key },
    { record: 'deal', key: ['/key'], recurring: false, types },
  );

it('lets one order’s deal go from stage to stage', () => {
  expect(kinds(deal('Placed', 'open', ['order.created']), deal('Paid', 'won', ['order.paid']))).toEqual([]);
});

it('tells of two flows that the same order starts, where they fill the same deal', () => {
  expect(kinds(deal('One', 'open', ['order.created']), deal('Two', 'won', ['order.created']))).toEqual(['/stage fixed']);
  expect(kinds(deal('One', 'open', ['order.created'], path('/id')), deal('Two', 'won', ['order.created']))).toEqual([]);
});
