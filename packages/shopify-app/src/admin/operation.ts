import type { z } from 'zod';

/** One GraphQL operation: what is asked, what may be given, and what comes back of it. */
export interface Operation<Variables extends z.ZodObject = z.ZodObject, Data extends z.ZodType = z.ZodType> {
  /** As in the document: `query getOrder(…)`. */
  name: string;
  /** Named, with its variables. Checked against the real schema by a test. */
  document: string;
  variables: Variables;
  /** The `data` of the answer; unknown members are dropped. */
  data: Data;
  /** Points it is expected to cost at most, until Shopify's answer says so. */
  points: number;
}

/** Checks a definition and keeps its exact types. */
export function operation<Variables extends z.ZodObject, Data extends z.ZodType>(
  definition: Operation<Variables, Data>,
): Operation<Variables, Data> {
  return definition;
}
