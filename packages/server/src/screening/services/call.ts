import { readCapped, startDeadline } from '../../destinations/kit/read.ts';
import type { Fetch } from '../../destinations/kit/http.ts';
import { USER_AGENT } from '../../version.ts';

/** How long an outside service may take for its answer, body included. Messages wait for it, visitors never do. */
export const ANSWER_MS = 4000;

/** Why a service gave no verdict. `key`: it refuses ours; `quota`: it wants no more of us for now, or our account is limited. */
export type Unanswered = 'slow' | 'unreachable' | 'error' | 'key' | 'quota' | 'unreadable';

/** A service gave no verdict. Its message is for people, without what was sent. */
export class ServiceFailure extends Error {
  override readonly name = 'ServiceFailure';
  readonly why: Unanswered;
  constructor(why: Unanswered, message: string, cause?: unknown) {
    super(message, { cause });
    this.why = why;
  }
}

export interface ServiceAnswer {
  status: number;
  headers: Headers;
  text: string;
}

/**
 * Posts a form to an outside service and reads its whole answer within `limitMs`.
 * @throws ServiceFailure where there is no answer in time; see `requireSuccess` for one with an error's status.
 */
export async function postForm(
  fetch: Fetch,
  service: string,
  url: string,
  form: Record<string, string>,
  limitMs = ANSWER_MS,
): Promise<ServiceAnswer> {
  const deadline = startDeadline(limitMs, undefined);
  try {
    const request = new Request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8', 'user-agent': USER_AGENT },
      body: new URLSearchParams(form).toString(),
      redirect: 'manual',
      signal: deadline.signal,
    });
    const response = await Promise.race([fetch(request), deadline.expired]);
    return { status: response.status, headers: response.headers, text: await readCapped(response, deadline) };
  } catch (error) {
    if (deadline.timedOut()) throw new ServiceFailure('slow', `${service} did not answer in time.`, error);
    throw new ServiceFailure('unreachable', `${service} could not be reached.`, error);
  } finally {
    deadline.stop();
  }
}

/** @throws ServiceFailure where an answer's status says that it is none. */
export function requireSuccess(service: string, { status }: ServiceAnswer): void {
  if (status >= 200 && status < 300) return;
  if (status === 429) throw new ServiceFailure('quota', `${service} wants fewer requests for now.`);
  if (status === 401 || status === 403) throw new ServiceFailure('key', `${service} refuses the key.`);
  throw new ServiceFailure('error', `${service} answered with an error (${status}).`);
}
