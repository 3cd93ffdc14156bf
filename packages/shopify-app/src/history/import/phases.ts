import { type ImportCursor, type Phase, PHASES } from '../jobs/types.ts';
import type { ImportSpan } from '../../panel-api/resources.ts';
import type { z } from 'zod';
import { searchOf } from './search.ts';

/** The phases of an import that have something to find, in order. */
export function phasesOf(span: z.infer<typeof ImportSpan>, cursor: ImportCursor): Phase[] {
  return PHASES.filter((phase) => (span === 'all' || phase.startsWith('recent')) && searchOf(phase, cursor) !== undefined);
}

/** The one after this; null where it was the last. */
export function phaseAfter(phase: Phase, span: z.infer<typeof ImportSpan>, cursor: ImportCursor): Phase | null {
  const phases = phasesOf(span, cursor);
  return phases[phases.indexOf(phase) + 1] ?? null;
}
