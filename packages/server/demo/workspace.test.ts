import { readFile } from 'node:fs/promises';
import { WorkspaceFile } from '@handoff/shared/api';
import { compileMapping } from '@handoff/shared/mapping';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { orderCreated } from '../src/destinations/testing/samples.ts';

// The reader of the demo sees these stages: an order that is paid, with part of it refunded, is no open deal.
test.each([
  ['open', 'contractsent'],
  ['paid', 'closedwon'],
  ['partially_refunded', 'closedwon'],
  ['refunded', 'closedlost'],
  ['cancelled', 'closedlost'],
] as const)('the deal of an order that is %s stands at %s', async (status, stage) => {
  const file = WorkspaceFile.parse(parse(await readFile(new URL('workspace.yaml', import.meta.url), 'utf8')));
  const deal = file.flows['orders']?.spec.steps.find(({ key }) => key === 'deal');
  if (deal === undefined) throw new Error('The demo makes no deals of orders.');
  const { payload } = compileMapping(deal.mapping).apply({ ...orderCreated, data: { ...orderCreated.data, status } });
  expect(payload).toMatchObject({ properties: { dealstage: stage } });
});
