import type { VendorLimit } from '../../testing/rate.ts';
import type { RequestSeen } from '../../testing/twin.ts';

/** As Klaviyo's reference gives them for each endpoint: so many a second, and so many a minute. */
const LIMITS: Record<string, [second: number, minute: number]> = {
  '/api/events': [350, 3500],
  '/api/lists': [75, 750],
  '/api/accounts': [1, 15],
  '/api/data-privacy-deletion-jobs': [3, 60],
};

export function limits({ path }: RequestSeen): VendorLimit[] {
  if (!path.startsWith('/api/')) return [];
  const [second, minute] = LIMITS[path] ?? [75, 750];
  return [
    { scope: path, max: second, windowMs: 1000, answer },
    { scope: path, max: minute, windowMs: 60_000, answer },
  ];
}

function answer(waitMs: number) {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  const detail = `Request was throttled. Expected available in ${seconds} second${seconds === 1 ? '' : 's'}.`;
  return {
    status: 429,
    headers: { 'content-type': 'application/vnd.api+json', 'retry-after': String(seconds) },
    body: {
      errors: [{ id: 'twin', status: 429, code: 'throttled', title: 'Request was throttled.', detail, source: { pointer: '/data/' } }],
    },
  };
}
