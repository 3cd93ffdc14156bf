import { z } from 'zod';
import { PairAnswer, PairRequest, RotateKeyRequest } from '../../src/api/pairing.ts';
import { CustomerData, Envelope, OrderData, RefundData } from '../../src/event/index.ts';
import { FlowSpec } from '../../src/flow/index.ts';
import { Condition, Mapping } from '../../src/mapping/index.ts';

/** What other languages need to build: file name → what a sender must write (before defaults and trimming). */
const PUBLISHED = {
  envelope: Envelope,
  'order-data': OrderData,
  'refund-data': RefundData,
  'customer-data': CustomerData,
  'flow-spec': FlowSpec,
  mapping: Mapping,
  condition: Condition,
  'pair-request': PairRequest,
  'pair-answer': PairAnswer,
  'rotate-key-request': RotateKeyRequest,
} as const;

/** JSON Schemas (draft 2020-12) by file name. */
export function schemaFiles(): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(PUBLISHED).map(([name, schema]) => [
      `schemas/${name}.json`,
      z.toJSONSchema(schema as z.ZodType, { target: 'draft-2020-12', io: 'input' }),
    ]),
  );
}
