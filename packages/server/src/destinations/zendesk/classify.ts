import { classifyHttp, expectJson, parseRetryAfter, type Classification, type VendorResponse } from '../kit/index.ts';
import { codeOf, ErrorBody, problemsOf, saidBy } from './problems.ts';

const SERVICE = 'Zendesk';
const SECOND = 1000;

/** The key was used before with another body: a ticket is there, or an event was changed and sent again. */
export const KEY_REUSED = 'idempotency_key_reused';

/** Reads the meaning of any Zendesk answer. */
export function classify(response: VendorResponse, now: number): Classification {
  const body = ErrorBody.safeParse(response.json).data;
  const fallback = () =>
    expectJson(response, { service: SERVICE }) ??
    classifyHttp(response, {
      service: SERVICE,
      now,
      detail: body === undefined ? undefined : saidBy(body),
      problems: body === undefined ? [] : problemsOf(body),
    });
  const wait = parseRetryAfter(response.headers['retry-after'] ?? response.headers['ratelimit-reset'], now);
  if (response.status === 429) {
    // Its own hint, else what is left of the minute Zendesk counts in.
    return {
      kind: 'retry',
      code: 'rate_limited',
      message: 'Zendesk asked us to slow down. It will be tried again as soon as it allows.',
      afterMs: wait ?? 60 * SECOND,
    };
  }
  if (body === undefined) return fallback();
  switch (response.status) {
    case 400:
      return /idempot/i.test(`${codeOf(body)} ${saidBy(body)}`)
        ? {
            kind: 'permanent',
            code: KEY_REUSED,
            message: 'Zendesk got this ticket before with other content and does not make it again.',
            problems: [],
          }
        : fallback();
    case 403:
      return forbidden(body);
    case 404:
      return notFound(body) ?? fallback();
    case 409:
      return {
        kind: 'retry',
        code: 'conflict',
        message: 'This person or ticket was being changed in Zendesk at the same moment. It will be tried again.',
        afterMs: wait ?? 5 * SECOND,
      };
    case 422: {
      const problems = problemsOf(body);
      if (problems.length === 0) return fallback();
      return { kind: 'permanent', code: codeOf(body), message: problems.map(({ message }) => message).join(' '), problems };
    }
    default:
      return fallback();
  }
}

/** A token without the scope, or an agent without the right; Zendesk names scopes in its sentence. */
function forbidden(body: ErrorBody): Classification {
  const said = saidBy(body);
  const named = /required scopes?: ([a-z_:, ]+)/i.exec(said)?.[1] ?? '';
  const missing = named.split(/[\s,]+/).filter((scope) => scope !== '');
  return {
    kind: 'scope',
    code: 'forbidden',
    message: `Zendesk does not let this connection do that. The agent who connected it needs the right to do it; change their role in Zendesk or connect with another agent. What is waiting goes out afterwards. Zendesk says: ${said}`,
    missing,
  };
}

function notFound(body: ErrorBody): Classification | undefined {
  if (!/no help desk/i.test(`${codeOf(body)} ${saidBy(body)}`)) return undefined;
  return {
    kind: 'reauth',
    code: 'no_help_desk',
    message: 'There is no Zendesk at this address: the account was closed or renamed. Correct the subdomain of the connection.',
  };
}
