export interface LookOptions<Answer> {
  enabled?: boolean;
  /** Milliseconds between looks, or how many given the last answer (`false`: no more); none by default. */
  every?: number | ((last: Answer | undefined) => number | false);
  /** Keeps showing the last answer while the next one (another page or filter) is on its way. */
  keep?: boolean;
}

/**
 * Whether the first answer is still on its way. What is asked again after it could not be had is not awaited: what stands in its
 * place meanwhile, such as an open dialog, stays.
 */
export function isAwaited({ isLoading, isFetched }: { isLoading: boolean; isFetched: boolean }): boolean {
  return isLoading && !isFetched;
}

type Every<Answer> = number | false | ((query: { state: { data: Answer | undefined } }) => number | false);

/** How something is read again, as react-query takes it. Hosts use it for what they ask of themselves. */
export function lookSettings<Answer>({ enabled = true, every, keep = false }: LookOptions<Answer>) {
  const refetchInterval: Every<Answer> = typeof every === 'function' ? (query) => every(query.state.data) : (every ?? false);
  return { enabled, refetchInterval, ...(keep ? { placeholderData: <T>(previous: T) => previous } : {}) };
}
