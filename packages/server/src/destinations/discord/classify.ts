import { classifyHttp, expectJson, retryHint, type Classification, type VendorResponse } from '../kit/index.ts';
import { ApiError } from './answers.ts';

const SERVICE = 'Discord';

const UNKNOWN_MESSAGE = 10008;
const UNKNOWN_WEBHOOK = 10015;
const BAD_TOKEN = 50027;

export function classify(response: VendorResponse, now: number): Classification {
  // A deleted message is answered by 204 without a body.
  if (response.status === 204) return { kind: 'ok' };
  const unreadable = expectJson(response, { service: SERVICE });
  if (unreadable) return unreadable;
  const { status } = response;
  const error = ApiError.safeParse(response.json).data;
  if (status === 429) {
    return {
      kind: 'retry',
      code: 'rate_limited',
      message: 'Discord asked us to slow down. It will be tried again as soon as it allows.',
      ...retryHint(response, now),
      // Its body counts in fractions of a second, its header in whole ones.
      ...(error?.retry_after === undefined ? {} : { afterMs: Math.ceil(error.retry_after * 1000) }),
    };
  }
  if (status === 401 || error?.code === UNKNOWN_WEBHOOK || error?.code === BAD_TOKEN) {
    return {
      kind: 'reauth',
      code: 'webhook_gone',
      message:
        'Discord no longer knows this webhook. Make a new one in the channel (Edit channel → Integrations → Webhooks) and put its address into the connection; what is waiting goes out afterwards.',
    };
  }
  if (error?.code === UNKNOWN_MESSAGE)
    return { kind: 'permanent', code: 'message_gone', message: 'This message is no longer in Discord.', problems: [] };
  if (status === 400) {
    const said = sentences(error?.errors).join(' ') || (error?.message ?? '');
    const message = `Discord refused the message. ${said === '' ? 'It gave no reason.' : `Discord says: ${said}`} Check the mapped fields.`;
    return { kind: 'permanent', code: 'refused', message, problems: [{ path: '', message }] };
  }
  return classifyHttp(response, { service: SERVICE, now, detail: error?.message });
}

/** Every sentence in Discord's nested errors. */
function sentences(errors: unknown): string[] {
  if (typeof errors !== 'object' || errors === null) return [];
  return Object.entries(errors).flatMap(([key, value]) => (key === 'message' && typeof value === 'string' ? [value] : sentences(value)));
}
