import { createHash } from 'node:crypto';
import type { Problem } from '@handoff/shared/event';
import { z } from 'zod';
import { classifyHttp, expectJson, retryHint, type Classification, type VendorResponse } from '../kit/index.ts';

const SERVICE = 'Mailchimp';

/** Mailchimp's error body. Newer answers leave `type` out; `errors` comes with "Invalid Resource" only. */
const ProblemDocument = z.looseObject({
  title: z.string(),
  detail: z.string().optional(),
  errors: z.array(z.looseObject({ field: z.string().optional(), message: z.string() })).optional(),
});
type ProblemDocument = z.infer<typeof ProblemDocument>;

/** Mailchimp says "slow down" without saying for how long. */
const SLOW_DOWN_MS = 10_000;
/** The firewall in front of the API blocks for longer than its limiter does. */
const BLOCKED_MS = 60_000;

export const COMPLIANCE_STATE = 'member_in_compliance_state';
export const FORGOTTEN_EMAIL = 'forgotten_email';

const SIGN_UP_FORM =
  'Only the person can undo that: send them the link of your Mailchimp sign-up form (Audience → Sign-up forms) and ask them to sign up there.';

/** Matches an error by its title, and by its detail as well: Mailchimp has renamed titles before. */
const is = (problem: ProblemDocument, title: string, detail: RegExp) =>
  problem.title.toLowerCase() === title || detail.test(problem.detail ?? '');

export function classify(response: VendorResponse, now: number): Classification {
  const unreadable = expectJson(response, { service: SERVICE });
  if (unreadable) return unreadable;
  if (response.status >= 200 && response.status <= 299) return { kind: 'ok' };
  const parsed = ProblemDocument.safeParse(response.json);
  const problem = parsed.success ? parsed.data : undefined;
  if (response.status === 429) return slowDown(response, now, SLOW_DOWN_MS);
  if (response.status === 403) return classifyForbidden(response, problem, now);
  return (
    (problem === undefined ? undefined : classifyProblem(problem)) ??
    classifyHttp(response, { service: SERVICE, now, detail: problem?.detail })
  );
}

function slowDown(response: VendorResponse, now: number, afterMs: number): Classification {
  return {
    kind: 'retry',
    code: 'rate_limited',
    message: 'Mailchimp asked us to slow down. It will be tried again shortly.',
    afterMs,
    ...retryHint(response, now),
  };
}

/** A 403 without a JSON body is the firewall's answer to too many calls; with one it is about the account or the user's role. */
function classifyForbidden(response: VendorResponse, problem: ProblemDocument | undefined, now: number): Classification {
  if (response.json === undefined) return slowDown(response, now, BLOCKED_MS);
  if (problem !== undefined && /user disabled|deactivated|key|datacenter|compliance/i.test(problem.title)) {
    return {
      kind: 'reauth',
      code: 'account_unusable',
      message: `Mailchimp does not let this account or key be used at the moment. Log in to Mailchimp to see what it asks for, then reconnect. Mailchimp says: ${problem.detail ?? problem.title}`,
    };
  }
  return classifyHttp(response, { service: SERVICE, now, detail: problem?.detail });
}

function classifyProblem(problem: ProblemDocument): Classification | undefined {
  const permanent = (code: string, message: string, problems: Problem[]): Classification => ({
    kind: 'permanent',
    code,
    message,
    problems,
  });
  if (is(problem, 'forgotten email not subscribed', /permanently deleted and cannot be re-imported/i)) {
    const message = `This address was permanently deleted from the audience, so Mailchimp takes it back from nobody but its owner. ${SIGN_UP_FORM}`;
    return permanent(FORGOTTEN_EMAIL, message, [{ path: '/email', message }]);
  }
  if (is(problem, 'member in compliance state', /compliance state/i)) {
    const message = `This person unsubscribed, or e-mails to them bounced, so Mailchimp does not let anyone subscribe them. ${SIGN_UP_FORM}`;
    return permanent(COMPLIANCE_STATE, message, [{ path: '/consent', message }]);
  }
  if (is(problem, 'member exists', /is already a list member/i)) {
    return {
      kind: 'duplicate',
      id: memberHash(/\S+@\S+/.exec(problem.detail ?? '')?.[0] ?? ''),
      message: 'This person is in the audience already.',
    };
  }
  if (/signed up to a lot of lists very recently/i.test(problem.detail ?? '')) {
    return {
      kind: 'retry',
      code: 'too_many_sign_ups',
      message:
        'This address was signed up to many Mailchimp audiences in a short time, so Mailchimp takes no more for now. It will be tried again later.',
    };
  }
  if (is(problem, 'invalid resource', /resource submitted could not be validated/i)) return invalidResource(problem);
  return undefined;
}

function invalidResource(problem: ProblemDocument): Classification {
  const problems = (problem.errors ?? []).map(({ field, message }) => ({
    path: payloadPath(field ?? ''),
    message: `Mailchimp says: ${message}`,
  }));
  if (problems.length === 0 && /email|fake or invalid/i.test(problem.detail ?? '')) {
    problems.push({
      path: '/email',
      message: 'Mailchimp does not take this for a real e-mail address. Correct it and send the event again.',
    });
  }
  const said = problems.length === 0 ? ` Mailchimp says: ${problem.detail ?? problem.title}` : '';
  return {
    kind: 'permanent',
    code: 'invalid_record',
    message: `Mailchimp refused this record. Correct the fields named here or their mapping.${said}`,
    problems,
  };
}

/** Mailchimp's field name (`email address`, `FNAME`, `merge_fields.FNAME`) as a pointer into our payload; empty where it names no field of ours. */
function payloadPath(field: string): string {
  const name = field.replace(/^merge_fields[.:/]/i, '');
  if (/^email[ _]?address$/i.test(name)) return '/email';
  if (/^tags\b/i.test(name)) return '/tags';
  if (/^marketing_permissions\b/i.test(name)) return '/marketingPermissions';
  return /^[A-Z][A-Z0-9_]*$/.test(name) ? `/mergeFields/${name}` : '';
}

/** Mailchimp's id of a member within an audience: the MD5 of the lower-case address. */
export function memberHash(email: string): string {
  return createHash('md5').update(email.trim().toLowerCase()).digest('hex');
}
