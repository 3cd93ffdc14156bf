import type { Condition } from '@handoff/shared/panel';

/** The kinds of form a storefront has; `any` is both. */
export type FormKind = 'any' | 'contact' | 'signup';

const PATH = '/data/kind';

/** Which kind of form a flow is for, by its conditions. */
export function formKindOf(conditions: Condition | undefined): FormKind {
  const asked = partsOf(conditions).find(asksForKind);
  return asked?.value === 'contact' || asked?.value === 'signup' ? asked.value : 'any';
}

/** The same conditions, for one kind of form. */
export function forFormKind(conditions: Condition | undefined, kind: FormKind): Condition | undefined {
  const others = partsOf(conditions).filter((part) => !asksForKind(part));
  const parts = kind === 'any' ? others : [...others, { is: 'equals', path: PATH, value: kind } as const];
  const [only] = parts;
  return parts.length > 1 ? { is: 'all', of: parts } : only;
}

/** What all has to be true. */
function partsOf(conditions: Condition | undefined): Condition[] {
  if (conditions === undefined) return [];
  return conditions.is === 'all' ? conditions.of : [conditions];
}

function asksForKind(condition: Condition): condition is Extract<Condition, { is: 'equals' }> {
  return condition.is === 'equals' && condition.path === PATH;
}
