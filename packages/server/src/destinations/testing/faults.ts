import type { Classification, Dedupe } from '../kit/index.ts';
import type { Fault, Twin } from './twin.ts';

/** What time it is in the contract suite. */
export const NOW = Date.UTC(2026, 10, 21, 12, 0, 0);

export type FaultName =
  | '401'
  | '403'
  | '404'
  | '409'
  | '422'
  | '429'
  | '429, seconds'
  | '429, date'
  | '500'
  | '503'
  | '503, seconds'
  | 'a web page with 200'
  | 'a redirect'
  | 'refused connection'
  | 'reset'
  | 'hang'
  | 'stall';

export interface FaultCase {
  name: FaultName;
  /** What a `retry` must carry over from the vendor's own hint. */
  afterMs?: number;
  /** Makes the next request that matches `write` fail so; returns the fetch to use, if not the twin's own. */
  inject: (parts: { twin: Twin; write: RegExp; timeUp: () => void }) => Twin['fetch'];
}

const answering =
  (answer: Fault['answer']): FaultCase['inject'] =>
  ({ twin, write, timeUp }) => {
    const late = answer === 'hang' || answer === 'stall';
    twin.inject({ match: write, when: 'before', answer, ...(late ? { onReached: timeUp } : {}) });
    return twin.fetch;
  };

const refusing: FaultCase['inject'] =
  ({ twin, write }) =>
  async (request) => {
    if (!write.test(`${request.method} ${new URL(request.url).pathname}`)) return twin.fetch(request);
    throw Object.assign(new TypeError('fetch failed'), {
      cause: Object.assign(new Error('connect ECONNREFUSED 192.0.2.1:443'), { code: 'ECONNREFUSED', syscall: 'connect' }),
    });
  };

const UNAVAILABLE = { status: 503, body: '<html><body>Maintenance</body></html>' };

/** Every way a vendor or the way to it can fail. */
export const FAULTS: FaultCase[] = [
  { name: '401', inject: answering({ status: 401 }) },
  { name: '403', inject: answering({ status: 403, body: { message: 'Forbidden' } }) },
  { name: '404', inject: answering({ status: 404, body: { message: 'Not found' } }) },
  { name: '409', inject: answering({ status: 409, body: { message: 'Conflict' } }) },
  { name: '422', inject: answering({ status: 422, body: { message: 'Invalid' } }) },
  { name: '429', inject: answering({ status: 429 }) },
  { name: '429, seconds', afterMs: 7000, inject: answering({ status: 429, headers: { 'retry-after': '7' } }) },
  {
    name: '429, date',
    afterMs: 90_000,
    inject: answering({ status: 429, headers: { 'retry-after': new Date(NOW + 90_000).toUTCString() } }),
  },
  { name: '500', inject: answering({ status: 500, body: { message: 'Internal' } }) },
  { name: '503', inject: answering(UNAVAILABLE) },
  { name: '503, seconds', afterMs: 7000, inject: answering({ ...UNAVAILABLE, headers: { 'retry-after': '7' } }) },
  { name: 'a web page with 200', inject: answering({ status: 200, body: '<!doctype html><title>Sign in</title>' }) },
  { name: 'a redirect', inject: answering({ status: 302, headers: { location: 'http://169.254.169.254/latest/meta-data/' } }) },
  { name: 'refused connection', inject: refusing },
  { name: 'reset', inject: answering('reset') },
  { name: 'hang', inject: answering('hang') },
  { name: 'stall', inject: answering('stall') },
];

/** What may come instead of the answer once the work is done, and the fault it is told apart from by nothing. */
export const LOST_ANSWERS: { name: string; like: FaultName; answer: Fault['answer'] }[] = [
  { name: 'a timeout', like: 'hang', answer: 'hang' },
  { name: 'a 503', like: '503', answer: UNAVAILABLE },
];

/** What each fault means unless the vendor is known to mean something else by it. */
export function expectedOutcomes(dedupe: Dedupe): Record<FaultName, readonly Classification['kind'][]> {
  const doubtful = dedupe === 'ledger' ? (['unknown'] as const) : (['retry'] as const);
  return {
    '401': ['reauth'],
    '403': ['scope'],
    '404': ['permanent'],
    '409': ['permanent', 'retry', 'duplicate'],
    '422': ['permanent'],
    '429': ['retry'],
    '429, seconds': ['retry'],
    '429, date': ['retry'],
    '500': doubtful,
    '503': doubtful,
    // A vendor that says when to come back has not done it; where even that is not believed, nothing is doubled either.
    '503, seconds': dedupe === 'ledger' ? ['retry', 'unknown'] : ['retry'],
    'a web page with 200': doubtful,
    'a redirect': ['permanent'],
    'refused connection': ['retry'],
    reset: ['unknown'],
    hang: ['unknown'],
    stall: ['unknown'],
  };
}
