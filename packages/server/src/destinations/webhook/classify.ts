import { clip } from '../kit/cut.ts';
import { classifyHttp, retryHint, type Classification, type VendorResponse } from '../kit/index.ts';

const SERVICE = { service: 'Your webhook receiver' };

/** Answers by which a receiver judges the content itself; sending the same again will not help. */
const REFUSALS = new Set([400, 413, 415, 422]);

/**
 * Standard Webhooks: every 2xx is received, whatever its body; 410 means stop; anything else has failed and is
 * tried again, except where the receiver refused the content or our credentials.
 */
export function classify(response: VendorResponse, now: number): Classification {
  const { status } = response;
  if (status === 410) {
    return {
      kind: 'permanent',
      code: 'endpoint_gone',
      message: 'Your webhook receiver says its address is gone for good (410). Enter the new address, or remove this step from the flow.',
      problems: [],
    };
  }
  if (status < 400 || status >= 500 || REFUSALS.has(status) || [401, 403, 408, 425, 429].includes(status)) {
    return classifyHttp(response, { ...SERVICE, now, detail: refusalIn(response) });
  }
  return {
    kind: 'retry',
    code: status === 404 ? 'not_found' : 'refused',
    message: `Your webhook receiver answered ${status}. If its address has changed, correct it in the connection; until then it will be tried again.`,
    ...retryHint(response, now),
  };
}

/** What the receiver wrote, where it is short and no web page. */
function refusalIn({ status, text, headers }: VendorResponse): string | undefined {
  if (status < 400 || text.trim() === '' || text.trimStart().startsWith('<') || (headers['content-type'] ?? '').includes('html'))
    return undefined;
  return clip(text);
}
