/** One thing `handoff doctor` looked at. A warning wants a look; a problem keeps Handoff from its work or endangers data. */
export interface Check {
  name: string;
  status: 'ok' | 'warning' | 'problem';
  /** What is the case, and what to do about it. */
  message: string;
}

/** `2 events`, `1 event`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
