/** The two engines behind the one code path. */
export type Engine = 'sqlite' | 'postgres';

/** Raised at start when the engine would not keep what it acknowledged. */
export class UnsafeEngineError extends Error {
  override readonly name = 'UnsafeEngineError';
}
