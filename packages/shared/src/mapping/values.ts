/** How deeply rules and conditions may be nested in each other. */
export const MAX_RULE_DEPTH = 50;

/** Text made equal where only letter case or the way an accent is stored differs. */
export function fold(text: string): string {
  return text.toLowerCase().normalize('NFC');
}

/** Characters that steer text direction or take no width. They arrive by copy and paste and mean nothing in a number or an address. */
const INVISIBLE = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/g;

/** Text without invisible characters and without space around it. */
export function bare(text: string): string {
  return text.replace(INVISIBLE, '').trim();
}

/** A value as a person would recognise it in a message: quoted and at most 60 characters. */
export function quote(text: string): string {
  return text.length <= 60 ? `"${text}"` : `"${text.slice(0, 57)}…"`;
}

/** Whether a rule or a condition is nested deeper than `MAX_RULE_DEPTH`. Safe for any depth. */
export function isTooDeep(specification: object): boolean {
  let level: unknown[] = [specification];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_RULE_DEPTH) return true;
    level = level.flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value).flat() : []));
    level = level.filter((value) => typeof value === 'object' && value !== null);
  }
  return false;
}

/** A JSON value that is neither a list nor a group. */
export function isScalar(value: unknown): value is string | number | boolean | null {
  return value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** Whether something was answered. A list of no items is a question of checkboxes that were all left unticked. */
export function isFilled(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
}
