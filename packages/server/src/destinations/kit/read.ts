/** One time limit over a whole exchange: the connection, the answer and its body. */
export interface Deadline {
  signal: AbortSignal;
  /** Rejects when the time is up or the caller gives up; never resolves. */
  expired: Promise<never>;
  /** Whether it was the time and not the caller. */
  timedOut: () => boolean;
  stop: () => void;
}

export function startDeadline(timeoutMs: number, outer: AbortSignal | undefined): Deadline {
  const controller = new AbortController();
  let timedOut = false;
  const expired = new Promise<never>((_, reject) => {
    controller.signal.addEventListener('abort', () => reject(controller.signal.reason as Error), { once: true });
  });
  // Nobody may be waiting for it at the moment; the race that is will still see it.
  expired.catch(() => undefined);
  const giveUp = () => controller.abort(outer?.reason);
  const timer = setTimeout(() => {
    timedOut = true;
    controller.abort(new DOMException('The time for this call is up.', 'TimeoutError'));
  }, timeoutMs);
  if (outer?.aborted) giveUp();
  else outer?.addEventListener('abort', giveUp, { once: true });
  return {
    signal: controller.signal,
    expired,
    timedOut: () => timedOut,
    stop: () => {
      clearTimeout(timer);
      outer?.removeEventListener('abort', giveUp);
    },
  };
}

/** An answer is read up to this many bytes; no vendor's answer to one record comes near. */
export const ANSWER_LIMIT = 1024 * 1024;

/** Reads a body as text, at most `ANSWER_LIMIT` bytes; the rest is dropped with its connection. */
export async function readCapped(response: Response, deadline: Pick<Deadline, 'expired'>): Promise<string> {
  if (response.body === null) return '';
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let read = 0;
  try {
    while (read < ANSWER_LIMIT) {
      const { done, value } = await Promise.race([reader.read(), deadline.expired]);
      if (done) return text + decoder.decode();
      text += decoder.decode(value.subarray(0, ANSWER_LIMIT - read), { stream: true });
      read += value.byteLength;
    }
    void reader.cancel().catch(() => undefined);
    return text;
  } catch (error) {
    void reader.cancel().catch(() => undefined);
    throw error;
  }
}
