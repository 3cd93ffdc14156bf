/** What a server's process is started with so that its clock is ahead by the milliseconds that stand in the file. */
export function clockOfFile(shiftFile: string): { args: string[]; env: Record<string, string> } {
  return {
    args: ['--import', new URL('./shifted-clock.ts', import.meta.url).href],
    env: { CLOCK_SHIFT_FILE: shiftFile },
  };
}
