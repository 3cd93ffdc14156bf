import { type Problem, toProblems } from '@handoff/shared/event';
import type { CompiledMapping, FieldTrace } from '@handoff/shared/mapping';
import type { OperationDefinition } from '../../destinations/kit/types.ts';

/** What a mapping makes of one event, held against the operation's schema. */
export interface MadeRecord {
  /** As it would be sent; as far as it came where there are problems. */
  payload: unknown;
  /** Why it would not be sent; one a field. */
  problems: Problem[];
  warnings: Problem[];
  trace: FieldTrace[];
}

export function makeRecord(mapping: CompiledMapping, operation: OperationDefinition<unknown, unknown>, root: unknown): MadeRecord {
  const { payload, problems, warnings, trace } = mapping.explain(root);
  const parsed = operation.payload.safeParse(payload);
  if (parsed.success) return { payload: problems.length === 0 ? parsed.data : payload, problems, warnings, trace };
  // A rule that failed left its field empty; that the field is then missing is no second reason.
  const told = new Set(problems.map(({ path }) => path));
  const further = toProblems(parsed.error).filter(({ path }) => !told.has(path));
  return { payload, problems: [...problems, ...further], warnings, trace };
}
