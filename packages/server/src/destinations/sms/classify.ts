import { z } from 'zod';
import { classifyHttp, expectJson, retryHint, type Classification, type VendorResponse } from '../kit/index.ts';

const SERVICE = 'Twilio';

const TwilioError = z.looseObject({ code: z.number(), message: z.string().optional() });

export function classify(response: VendorResponse, now: number): Classification {
  const error = TwilioError.safeParse(response.json);
  if (response.status >= 400 && error.success) {
    const known = classifyCode(error.data.code, response, now);
    if (known !== undefined) return known;
  }
  const detail = error.data?.message === undefined ? undefined : `${error.data.message} (${error.data.code})`;
  return expectJson(response, { service: SERVICE }) ?? classifyHttp(response, { service: SERVICE, now, detail });
}

const MINUTES = 60_000;

/** Rejected before anything was queued, so they may be sent again. */
const LATER: Record<number, { message: string; afterMs?: number }> = {
  20429: { message: 'Twilio asked us to slow down. It will be tried again as soon as it allows.' },
  20009: { message: 'Twilio is still working on this message. It will be tried again.', afterMs: 60 * MINUTES },
  21611: {
    message: 'The queue of this Twilio sender is full. It will be tried again when it has drained a little.',
    afterMs: 10 * MINUTES,
  },
  63038: { message: 'The Twilio account has reached its number of messages for today. It will be tried again.', afterMs: 60 * MINUTES },
};

const SIGN_IN: Record<number, string> = {
  20003: 'Twilio does not accept the Account SID and auth token (any more), or the account is suspended.',
  20005: 'The Twilio account is not active. Look into the Twilio console.',
  20008: "These are Twilio's test credentials, which send nothing. Use the live ones.",
  20404: 'Twilio does not know this account. Check the Account SID.',
};

/** What is wrong with the connection's sender for every message, whoever it goes to: the connection is held. */
const SENDER: Record<number, string> = {
  21603: 'This connection has no sender.',
  21660: 'The sender of this connection does not belong to this Twilio account.',
  21661: 'The sender of this connection cannot send SMS.',
  21701: 'Twilio does not know the Messaging Service of this connection.',
  21703: 'The Messaging Service of this connection has no number to send from.',
  21704: 'The Messaging Service of this connection has no number to send from.',
};

/** A sender that does not fit this recipient may fit others (a short code and its country), so only this message is refused. */
const SENDER_HERE =
  'Twilio does not send to this number from the sender of this connection: it cannot send SMS at all, or not to this country. Check the sender in the Twilio console; if it is right for others, leave this number out.';

const RECIPIENT: Record<number, string> = {
  21211: 'This is not a phone number that exists. Check the number, with its country code.',
  21212: SENDER_HERE,
  21217: 'This is not a phone number that exists. Check the number, with its country code.',
  21265: 'This is a short code, which takes no SMS from outside. Use an ordinary number.',
  21266: 'The number of the recipient is the same as the sender.',
  21408: 'The Twilio account may not send to this country. Allow it in the Twilio console under Messaging → Settings → Geo permissions.',
  21606: SENDER_HERE,
  21608: 'A Twilio trial account sends only to numbers verified in the Twilio console. Verify this number there or upgrade the account.',
  21610:
    'This person answered STOP and gets no more SMS from your sender. Only they can change that, by sending START to your number. Please do not write to them another way either.',
  21612: 'Twilio cannot reach this number from your sender. Another sender may work for this country.',
  21614: 'This number cannot receive SMS; it is probably a landline. Use a mobile number.',
  21635: 'This number is a landline, which cannot receive SMS. Use a mobile number.',
  21659: SENDER_HERE,
};

const TEXT: Record<number, string> = {
  21602: 'The message is empty. Map something to its text.',
  21605: 'The message is longer than the 1,600 characters Twilio takes.',
  21617: 'The message is longer than the 1,600 characters Twilio takes.',
  21619: 'The message is empty. Map something to its text.',
};

function classifyCode(code: number, response: VendorResponse, now: number): Classification | undefined {
  const named = `twilio_${code}`;
  const later = LATER[code];
  if (later !== undefined) {
    return {
      kind: 'retry',
      code: response.status === 429 ? 'rate_limited' : named,
      message: later.message,
      ...(later.afterMs === undefined ? {} : { afterMs: later.afterMs }),
      ...retryHint(response, now),
    };
  }
  const signIn = SIGN_IN[code];
  if (signIn !== undefined)
    return { kind: 'reauth', code: named, message: `${signIn} Mend the connection; what is waiting goes out afterwards.` };
  const sender = SENDER[code];
  if (sender !== undefined) {
    const message = `${sender} Choose another sender in the connection; what is waiting goes out afterwards.`;
    return { kind: 'scope', code: named, message, missing: [] };
  }
  for (const [words, path] of [
    [RECIPIENT[code], '/to'],
    [TEXT[code], '/text'],
  ] as const) {
    if (words !== undefined) return { kind: 'permanent', code: named, message: words, problems: [{ path, message: words }] };
  }
  return undefined;
}
