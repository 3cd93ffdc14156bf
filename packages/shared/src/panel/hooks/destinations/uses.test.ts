import { expect, test } from 'vitest';
import type { Flow } from '../../index.ts';
import { usesOf } from './uses.ts';

const sendsTo = (connection: string) => ({ spec: { steps: [{ connection }] } }) as unknown as NonNullable<Flow['draft']>;
const flow = (name: string, versions: Partial<Pick<Flow, 'draft' | 'shadow' | 'published'>>) =>
  ({ id: name, name, draft: null, shadow: null, published: null, ...versions }) as Flow;

test('flows that run now, or show in shadow, stand in the way of a removal; drafts only mention it', () => {
  const flows = [
    flow('on', { published: sendsTo('con_1') }),
    flow('shadow', { shadow: sendsTo('con_1') }),
    flow('draft', { draft: sendsTo('con_1'), published: sendsTo('con_2') }),
    flow('other', { published: sendsTo('con_2') }),
  ];
  expect(usesOf('con_1', flows).map(({ flow: { name }, live }) => [name, live])).toEqual([
    ['on', true],
    ['shadow', true],
    ['draft', false],
  ]);
});
