import type { Problem } from '@handoff/shared/event';
import { z } from 'zod';
import { classifyHttp, expectJson, retryHint, type Classification, type VendorResponse } from '../kit/index.ts';

const SERVICE = 'Slack';

/** The Web API's answer: HTTP 200 also for failures. */
const ApiAnswer = z.looseObject({
  ok: z.boolean(),
  error: z.string().optional(),
  needed: z.string().optional(),
  response_metadata: z.looseObject({ messages: z.array(z.string()).optional() }).optional(),
});
type ApiAnswer = z.infer<typeof ApiAnswer>;

const SLOW_DOWN_MS = 30_000;
/** A webhook's answer is one short word; anything longer did not come from Slack's webhook. */
const WEBHOOK_WORD = /^[a-z][a-z0-9_]{1,60}$/;

export function classify(response: VendorResponse, now: number): Classification {
  if (response.status === 429) return slowDown(response, now);
  const api = ApiAnswer.safeParse(response.json);
  if (api.success) return api.data.ok ? { kind: 'ok' } : classifyError(api.data.error ?? 'unknown_error', api.data, response, now);
  const text = response.text.trim();
  if (response.status === 200 && text === 'ok') return { kind: 'ok' };
  if (response.status !== 200 && WEBHOOK_WORD.test(text)) return classifyWebhook(text, response, now);
  return expectJson(response, { service: SERVICE }) ?? neitherOkNorError(response) ?? classifyHttp(response, { service: SERVICE, now });
}

function slowDown(response: VendorResponse, now: number): Classification {
  return {
    kind: 'retry',
    code: 'rate_limited',
    message: 'Slack asked us to slow down. It will be tried again as soon as it allows.',
    afterMs: SLOW_DOWN_MS,
    ...retryHint(response, now),
  };
}

/** JSON that Slack would not send: something between us and Slack answered, and whether the message got through is not known. */
function neitherOkNorError({ status }: VendorResponse): Classification | undefined {
  if (status < 200 || status > 299) return undefined;
  return {
    kind: 'unknown',
    code: 'unexpected_answer',
    message: 'Something other than Slack seems to have answered. Look into the channel to see whether the message is there.',
  };
}

/** Credentials that are gone, in words for the owner. */
const SIGN_IN_LOST: Record<string, string> = {
  invalid_auth: "Slack no longer accepts this connection's token.",
  not_authed: 'This Slack connection has no token.',
  token_revoked: 'Somebody removed the app from Slack or revoked its token.',
  token_expired: 'The Slack token has expired.',
  account_inactive: 'The app was removed from the Slack workspace, or the workspace was deleted.',
  org_login_required: 'The Slack workspace is moving to an Enterprise organisation.',
  team_disabled: 'The Slack workspace is switched off.',
  two_factor_setup_required: 'Slack asks for two-factor sign-in to be set up first.',
};

/** Permissions the app or the workspace does not give. */
const NOT_ALLOWED = new Set([
  'no_permission',
  'access_denied',
  'not_allowed_token_type',
  'ekm_access_denied',
  'team_access_not_granted',
  'enterprise_is_restricted',
  'accesslimited',
]);

const CHANNEL: Record<string, string> = {
  channel_not_found:
    'Slack does not find this channel, or the app cannot see it. Check the name; for a private channel write "/invite @Handoff" in it first.',
  not_in_channel: 'The app is not in this channel. Write "/invite @Handoff" in the channel, then send the message again.',
  is_archived: 'This channel is archived. Unarchive it in Slack or choose another channel.',
  restricted_action:
    "The workspace lets only some people post in this channel. Allow the app in the channel's settings or choose another channel.",
  restricted_action_read_only_channel: 'This channel is read-only. Choose another channel.',
  restricted_action_thread_only_channel: 'This channel takes only replies. Choose another channel.',
};

const TOO_LONG = new Set(['msg_too_long', 'msg_blocks_too_long', 'too_many_attachments']);
const RETRIED = new Set(['service_unavailable', 'request_timeout', 'team_added_to_org']);
/** Slack says of these that part of the work may have been done. */
const DOUBTFUL = new Set(['internal_error', 'fatal_error', 'rollup_error']);

function classifyError(
  code: string,
  answer: Pick<ApiAnswer, 'needed' | 'response_metadata'>,
  response: VendorResponse,
  now: number,
): Classification {
  const permanent = (message: string, path = ''): Classification => {
    const problems: Problem[] = path === '' ? [] : [{ path, message }];
    return { kind: 'permanent', code, message, problems };
  };
  if (/^rate_?limited$/.test(code)) return slowDown(response, now);
  const lost = SIGN_IN_LOST[code];
  if (lost !== undefined) return { kind: 'reauth', code, message: `${lost} Connect Slack again; what is waiting goes out afterwards.` };
  if (code === 'missing_scope') {
    const missing = (answer.needed ?? '')
      .split(',')
      .map((scope) => scope.trim())
      .filter((scope) => scope !== '');
    const named = missing.length === 0 ? 'a permission' : `the permission ${missing.join(', ')}`;
    return { kind: 'scope', code, message: `The Slack app lacks ${named}. Add it to the app and connect Slack again.`, missing };
  }
  if (NOT_ALLOWED.has(code)) {
    return {
      kind: 'scope',
      code,
      message: `The workspace does not let this app post (${code}). Ask a Slack administrator to allow the app.`,
      missing: [],
    };
  }
  const channel = CHANNEL[code];
  if (channel !== undefined) return permanent(channel, '/channel');
  if (TOO_LONG.has(code)) return permanent('The message is longer than Slack takes. Map fewer or shorter fields.', '/text');
  if (code === 'no_text') return permanent('The message is empty. Map something to its text.', '/text');
  if (RETRIED.has(code))
    return {
      kind: 'retry',
      code,
      message: `Slack is not available at the moment (${code}). It will be tried again.`,
      ...retryHint(response, now),
    };
  if (DOUBTFUL.has(code)) {
    return {
      kind: 'unknown',
      code,
      message: 'Slack had a problem of its own and may or may not have posted the message. Look into the channel before sending it again.',
    };
  }
  const said = answer.response_metadata?.messages?.join(' ') ?? '';
  return permanent(`Slack refused the message (${code}).${said === '' ? '' : ` Slack says: ${said}`} Check the mapped fields.`);
}

/**
 * A webhook address stands for one channel: where that channel or the app is gone, no message can go out
 * and the connection is held, so that nothing is lost while the owner makes a new address.
 */
const WEBHOOK_GONE: Record<string, string> = {
  no_service: 'This webhook address was deleted or switched off in Slack.',
  no_service_id: 'This webhook address is not complete.',
  no_active_hooks: 'This webhook address was switched off in Slack.',
  invalid_token: 'This webhook address is not valid (any more).',
  no_team: 'The Slack workspace of this webhook address no longer exists.',
  channel_not_found: 'The channel of this webhook address no longer exists.',
  channel_is_archived: 'The channel of this webhook address is archived. Unarchive it, or make a new address for another channel.',
  user_not_found: 'The person this webhook address writes to is no longer in Slack.',
  action_prohibited: 'A Slack administrator does not allow this webhook to post.',
  posting_to_general_channel_denied: 'A Slack administrator does not allow this webhook to post in the general channel.',
};

function classifyWebhook(word: string, response: VendorResponse, now: number): Classification {
  const gone = WEBHOOK_GONE[word];
  if (gone !== undefined) {
    return {
      kind: 'reauth',
      code: word,
      message: `${gone} Make a new webhook address in Slack and put it into the connection; what is waiting goes out afterwards.`,
    };
  }
  return classifyError(word, {}, response, now);
}
