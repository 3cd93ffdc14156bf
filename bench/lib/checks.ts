/** One figure as a suite measured it. `value` is null where it could not be measured; `note` then says why. */
export interface Measured {
  name: string;
  value: number | null;
  unit: string;
  /** Spread, circumstances, what it was compared with: for people, not in the JSON. */
  note?: string;
}

/** One figure beside its goal, as every command with `--json` prints it. */
export interface Check {
  name: string;
  value: number | null;
  unit: string;
  /** Such as `>= 0.8`, `<= 300` or `== 0`. */
  goal: string;
  ok: boolean;
}

export type Goals = Readonly<Record<string, string>>;

/** Whether a value meets a goal. Something not measured meets none. */
export function meets(value: number | null, goal: string): boolean {
  const [, operator, limit] = /^(>=|<=|==) (-?\d+(?:\.\d+)?)$/.exec(goal) ?? [];
  if (operator === undefined) throw new Error(`"${goal}" is no goal: it must read like ">= 0.8".`);
  if (value === null || Number.isNaN(value)) return false;
  if (operator === '>=') return value >= Number(limit);
  return operator === '<=' ? value <= Number(limit) : value === Number(limit);
}

/** Puts measured figures beside their goals, in the order of the goals. A goal nobody measured fails. */
export function judge(measured: readonly Measured[], goals: Goals): Check[] {
  return Object.entries(goals).map(([name, goal]) => {
    const figure = measured.find((candidate) => candidate.name === name);
    const value = figure?.value ?? null;
    return { name, value, unit: figure?.unit ?? '', goal, ok: meets(value, goal) };
  });
}

/** Prints one JSON object, or a table for people. */
export function printChecks(checks: readonly Check[], options: { json: boolean; measured?: readonly Measured[] }): void {
  if (options.json) {
    process.stdout.write(`${JSON.stringify({ checks })}\n`);
    return;
  }
  const noteOf = (name: string) => options.measured?.find((figure) => figure.name === name)?.note ?? '';
  const rows = checks.map((check) => [
    check.ok ? 'ok' : 'NOT MET',
    check.name,
    shown(check.value),
    check.unit,
    check.goal,
    noteOf(check.name),
  ]);
  const table = [['', 'figure', 'value', 'unit', 'goal', ''], ...rows];
  const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  for (const row of table)
    process.stdout.write(
      `${row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd()}\n`,
    );
}

function shown(value: number | null): string {
  return value === null ? 'not measured' : String(value);
}
