import type { Problem } from '@handoff/shared/event';
import { z } from 'zod';
import { classifyHttp, expectJson, isHtml, retryHint, type Classification, type VendorResponse } from '../kit/index.ts';

const SERVICE = 'Pipedrive';
const SECOND = 1000;
const HOUR = 3_600_000;

/** v1 and v2 name things a little differently; `success: false` may come with any status. */
const ErrorBody = z.looseObject({
  success: z.boolean().optional(),
  error: z.string().optional().catch(undefined),
  message: z.string().optional().catch(undefined),
  error_info: z.string().optional().catch(undefined),
});
type ErrorBody = z.infer<typeof ErrorBody>;

export function classify(response: VendorResponse, now: number): Classification {
  const { status } = response;
  const body = ErrorBody.safeParse(response.json).data ?? {};
  if (status >= 200 && status <= 299) {
    const unreadable = expectJson(response, { service: SERVICE });
    if (unreadable) return unreadable;
    return body.success === false ? refused(body) : { kind: 'ok' };
  }
  switch (status) {
    case 400:
    case 422:
      return refused(body);
    case 402:
      return {
        kind: 'reauth',
        code: 'account_closed',
        message: `The Pipedrive account is not open: its trial or subscription has ended. Look into the billing settings in Pipedrive.${said(body)}`,
      };
    case 403:
      return forbidden(response, body, now);
    case 429:
      return tooMany(response, body, now);
    default:
      return classifyHttp(response, { service: SERVICE, now, detail: reasonIn(body) });
  }
}

function reasonIn({ error, message }: ErrorBody): string | undefined {
  return error ?? message;
}

function said(body: ErrorBody): string {
  const reason = reasonIn(body);
  return reason === undefined ? '' : ` Pipedrive says: ${reason}`;
}

function refused(body: ErrorBody): Classification {
  const problems = problemsOf(reasonIn(body) ?? '');
  const advice = problems.length === 0 ? 'Check the mapped fields.' : 'Correct the field named here or its mapping.';
  return { kind: 'permanent', code: 'refused', message: `Pipedrive refused this record. ${advice}${said(body)}`, problems };
}

/** Who goes on calling against the limit is blocked by the firewall in front of the API, whose page is no JSON. */
function forbidden(response: VendorResponse, body: ErrorBody, now: number): Classification {
  if (response.json === undefined && isHtml(response)) {
    return {
      kind: 'retry',
      code: 'blocked',
      message: 'A firewall in front of Pipedrive turned this call away, as it does after too many calls. It will be tried again.',
      afterMs: 600 * SECOND,
      ...retryHint(response, now),
    };
  }
  return classifyHttp(response, { service: SERVICE, now, detail: reasonIn(body) });
}

/**
 * The day's budget returns at midnight of the server, whose time zone is not told: we look again every three hours. The
 * two-second window says in seconds when it ends.
 */
function tooMany(response: VendorResponse, body: ErrorBody, now: number): Classification {
  const left = response.headers['x-daily-ratelimit-token-remaining'];
  if (/daily/i.test(reasonIn(body) ?? '') || (left !== undefined && Number(left) <= 0)) {
    return {
      kind: 'retry',
      code: 'daily_limit',
      message:
        "The Pipedrive company has used up its API budget for today, which all its apps share. It returns at midnight of Pipedrive's servers; until then it is tried again every three hours.",
      afterMs: 3 * HOUR,
      ...retryHint(response, now),
    };
  }
  const reset = Number(response.headers['x-ratelimit-reset'] ?? Number.NaN);
  return {
    kind: 'retry',
    code: 'rate_limited',
    message: 'Pipedrive asked us to slow down. It will be tried again as soon as it allows.',
    afterMs: reset > 0 && reset < 3600 ? reset * SECOND : 2 * SECOND,
    ...retryHint(response, now),
  };
}

/** Pipedrive's names of our fields. An error names at most one, at its start or in quotes. */
const PATHS: Record<string, string> = {
  name: '/name',
  title: '/title',
  emails: '/email',
  email: '/email',
  phones: '/phone',
  org_id: '/organizationId',
  organization_id: '/organizationId',
  person_id: '/personId',
  deal_id: '/dealId',
  lead_id: '/leadId',
  owner_id: '/ownerId',
  stage_id: '/stageId',
  pipeline_id: '/pipelineId',
  value: '/value',
  amount: '/value',
  currency: '/currency',
  status: '/status',
  address: '/address',
  content: '/content',
  marketing_status: '/consent',
  expected_close_date: '/expectedCloseDate',
};

function problemsOf(reason: string): Problem[] {
  const custom = /custom_fields\W{1,3}([0-9a-f]{40})\b/.exec(reason)?.[1];
  if (custom !== undefined) return [{ path: `/customFields/${custom}`, message: `Pipedrive says: ${reason}` }];
  const named = Object.keys(PATHS).find((name) => new RegExp(`(^|[^a-z_])${name}([^a-z_]|$)`).test(reason));
  return named === undefined ? [] : [{ path: PATHS[named] ?? '', message: `Pipedrive says: ${reason}` }];
}
