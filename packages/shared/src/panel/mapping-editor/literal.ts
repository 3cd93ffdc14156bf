import type { Scalar } from '../../mapping/spec.ts';
import { readNumber } from '../typed-number.ts';

/** What a fixed value is; `null` clears the field. */
export type LiteralKind = 'text' | 'number' | 'boolean' | 'null';

export function literalKindOf(value: Scalar): LiteralKind {
  if (value === null) return 'null';
  return typeof value === 'string' ? 'text' : (typeof value as 'number' | 'boolean');
}

/** A value as another kind, keeping of it what fits. */
export function asLiteralKind(value: Scalar, kind: LiteralKind): Scalar {
  switch (kind) {
    case 'null':
      return null;
    case 'boolean':
      return value === true || value === 'true';
    case 'number':
      return typeof value === 'number' ? value : (readNumber(String(value)) ?? 0);
    case 'text':
      return value === null ? '' : String(value);
  }
}
