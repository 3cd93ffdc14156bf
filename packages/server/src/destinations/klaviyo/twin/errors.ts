/** The twin's answer to a refused request, in Klaviyo's own form. */
export class TwinRefusal extends Error {
  readonly status: number;
  readonly body: object;
  constructor(status: number, code: string, detail: string, pointer = '/data', meta: object = {}) {
    super(detail);
    this.status = status;
    const title = TITLES[code] ?? 'Invalid input.';
    const id = '00000000-0000-4000-8000-000000000000';
    this.body = { errors: [{ id, status, code, title, detail, source: { pointer }, links: {}, meta }] };
  }
}

const TITLES: Record<string, string> = {
  authentication_failed: 'Incorrect authentication credentials.',
  duplicate_profile: 'Conflict.',
  forbidden: 'Forbidden.',
  not_found: 'Not found.',
  throttled: 'Request was throttled.',
};

export function invalid(detail: string, pointer: string): TwinRefusal {
  return new TwinRefusal(400, 'invalid', detail, pointer);
}
