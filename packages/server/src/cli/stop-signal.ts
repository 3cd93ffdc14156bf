/** Resolves when the process is told to stop: by a supervisor (SIGTERM) or by a person at the terminal, who does not want to wait. */
export function stopSignal(): Promise<'SIGTERM' | 'SIGINT'> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve(signal));
  });
}
