/** What was looked at, told as it is found. */
export interface Findings {
  /** @param detail what was seen, for both outcomes */
  check: (name: string, ok: boolean, detail?: string | number) => void;
  /** How many did not hold. */
  failed: () => number;
}

export function createFindings(): Findings {
  const counts = { ok: 0, failed: 0 };
  return {
    check: (name, ok, detail) => {
      counts[ok ? 'ok' : 'failed'] += 1;
      process.stdout.write(`${ok ? 'ok  ' : 'FAIL'} ${name}${detail === undefined || detail === '' ? '' : `: ${detail}`}\n`);
    },
    failed: () => counts.failed,
  };
}
