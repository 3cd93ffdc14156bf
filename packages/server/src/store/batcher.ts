/**
 * Collects items for a moment and hands them on together: group commit. Callers wait for their own result.
 * A batch leaves when it is full, when `maxWaitMs` has passed, or as soon as one turn of the event loop
 * brings nothing more: a lone item waits for nobody, a burst shares one commit. Flushes do not overlap.
 * A flush that fails as a whole fails each caller of that flush.
 */
export function createBatcher<Item, Result>(
  flush: (items: Item[]) => Promise<Result[]>,
  limits: { maxItems: number; maxWaitMs: number },
): (item: Item) => Promise<Result> {
  type Waiting = { item: Item; resolve: (result: Result) => void; reject: (error: unknown) => void };
  const waiting: Waiting[] = [];
  let collecting = false;
  let flushing = false;

  const collect = (seen: number, since: number): void => {
    const settled = waiting.length === seen || waiting.length >= limits.maxItems || performance.now() - since >= limits.maxWaitMs;
    if (!settled) return void setImmediate(collect, waiting.length, since);
    collecting = false;
    void run();
  };
  const schedule = (): void => {
    if (collecting || flushing || waiting.length === 0) return;
    collecting = true;
    setImmediate(collect, waiting.length, performance.now());
  };
  const run = async (): Promise<void> => {
    flushing = true;
    const batch = waiting.splice(0, limits.maxItems);
    try {
      const results = await flush(batch.map((entry) => entry.item));
      batch.forEach((entry, index) => entry.resolve(results[index] as Result));
    } catch (error) {
      batch.forEach((entry) => entry.reject(error));
    } finally {
      flushing = false;
      schedule();
    }
  };

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      schedule();
    });
}
