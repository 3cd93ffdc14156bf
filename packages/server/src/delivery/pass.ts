export interface Pass {
  /** Asks for a run, or for one more after the present one. */
  request: () => void;
  /** The same, and answers when nothing more is asked for: how much was done. */
  runNow: () => Promise<number>;
  /** Waits for the present run. */
  idle: () => Promise<void>;
}

/** Work that runs once at a time and once more if it was asked for meanwhile. */
export function createPass(work: () => Promise<number>, onError: (error: unknown) => void): Pass {
  let current: Promise<number> | undefined;
  let again = false;
  const loop = async (): Promise<number> => {
    let total = 0;
    do {
      again = false;
      try {
        total += await work();
      } catch (error) {
        onError(error);
      }
    } while (again);
    // In the same turn as the last look at `again`: whoever asks from now on begins anew instead of being forgotten.
    current = undefined;
    return total;
  };
  const runNow = (): Promise<number> => {
    if (current !== undefined) {
      again = true;
      return current;
    }
    current = loop();
    return current;
  };
  return {
    request: () => void runNow(),
    runNow,
    idle: async () => void (await current),
  };
}
