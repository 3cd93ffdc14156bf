import type { z } from 'zod';
import type { Classification, DestinationDefinition } from '../kit/index.ts';
import type { FaultName } from './faults.ts';
import type { Twin, TwinOptions } from './twin.ts';

export interface OperationCase {
  /** Accepted by the twin as it is. */
  good: unknown;
  /** Refused by the payload schema, before anything is sent. */
  bad?: unknown;
  /** The schema takes it, the vendor refuses it for good, by itself. Needed where there is a batch. */
  refused?: unknown;
  /** The request that does the work, `METHOD /path`; faults hit this one. By default the first that is no GET. */
  write?: RegExp;
}

/** Payloads written one after the other to one twin. */
export interface OtherCase {
  operation: string;
  payloads: unknown[];
  /** By default the example's. */
  createTwin?: () => Twin;
}

export interface DestinationCase<S> {
  definition: DestinationDefinition<S>;
  /** A twin in its first state; a new one for each test. */
  createTwin: (options?: TwinOptions) => Twin;
  /** As a person enters them, every secret set. */
  settings: z.input<z.ZodType<S>>;
  /** For connections that sign in by OAuth. */
  accessToken?: string;
  /** One case for each operation. */
  payloads: Record<string, OperationCase>;
  /** What stands behind the twin's contract check, under `../shared/specs`: `hubspot/crm-objects.2026-09.json`. `coverage.test.ts` sees to it. */
  specs?: string[];
  /** Operations of these that we have no use for: `PATCH /leads/{id}`. All others must be called by what the example does. */
  notCalled?: string[];
  /** Work that takes calls which the payloads above do not: an unsubscription, a change of what is there, an account not set up yet. */
  others?: OtherCase[];
  /** Where this vendor means something else by a fault than most do: the kinds that are right. */
  outcomes?: Partial<Record<FaultName, readonly Classification['kind'][]>>;
}
