import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { createContractCheck, loadSpec } from '../testing/spec.ts';
import { tooManyRequests, type VendorLimit } from '../testing/rate.ts';
import { createTwin, type ContractCheck, type RequestSeen, type Twin, type TwinOptions } from '../testing/twin.ts';

export const TWILIO_SPEC = 'twilio/messages.json';
export const ACCOUNT = `AC${'0123456789abcdef'.repeat(2)}`;
export const TOKEN = 'twin-auth-token-0123456789abcdef';
export const FROM = '+15005550006';
const MESSAGES = '/2010-04-01/Accounts/:account/Messages.json';

/** Twilio's contract, cut down to the list; deleting one message is added from its documentation. */
export function twilioContract(): ContractCheck | undefined {
  return createContractCheck(loadSpec(TWILIO_SPEC), {
    overlays: [
      ({ paths }) => {
        const sid = { type: 'string', pattern: '^(SM|MM)[0-9a-fA-F]{32}$' };
        paths['/2010-04-01/Accounts/{AccountSid}/Messages/{Sid}.json'] = {
          delete: { parameters: [{ name: 'Sid', in: 'path', required: true, schema: sid }] },
        };
      },
    ],
  });
}

export interface TwinMessage {
  sid: string;
  to: string;
  from: string | null;
  messaging_service_sid: string | null;
  body: string;
  direction: string;
  status: string;
  date_created: string;
  num_segments: string;
}

export interface TwilioTwin extends Twin {
  messages: TwinMessage[];
  /** Puts a message into the log that our side did not send now. */
  had: (message: Partial<TwinMessage>) => void;
  /** Somebody answers STOP. */
  stop: (number: string) => void;
  /** What Twilio does to each text: a trial notice, smart encoding, redaction. */
  changeText: (change: (text: string) => string) => void;
}

export interface TwilioTwinOptions extends TwinOptions {
  checkContract?: ContractCheck | undefined;
}

const Body = z.strictObject({
  To: z.string(),
  From: z.string().optional(),
  MessagingServiceSid: z.string().optional(),
  Body: z.string(),
});

/** A stand-in for one Twilio account. `at` is what time it is there. */
export function createTwilioTwin(at: number, options: TwilioTwinOptions = {}): TwilioTwin {
  const messages: TwinMessage[] = [];
  const stopped = new Set<string>();
  let change = (text: string) => text;
  const add = (message: Partial<TwinMessage>): TwinMessage => {
    const made = {
      sid: `SM${String(messages.length + 1).padStart(32, '0')}`,
      to: '',
      from: FROM,
      messaging_service_sid: null,
      body: '',
      direction: 'outbound-api',
      status: 'queued',
      date_created: new Date(at).toUTCString(),
      num_segments: '1',
      ...message,
    };
    messages.push(made);
    return made;
  };
  const send = async (c: Context) => {
    const form = Body.safeParse(await c.req.parseBody());
    if (!form.success) return refuse(c, 400, 20422, 'Invalid parameter');
    const { To: to, From: from, MessagingServiceSid: service, Body: text } = form.data;
    if (from === undefined && service === undefined) return refuse(c, 400, 21603, "A 'From' phone number is required.");
    if (!/^\+[1-9]\d{6,14}$/.test(to)) return refuse(c, 400, 21211, `Invalid 'To' Phone Number: ${to}`);
    if (from !== undefined && from !== FROM) return refuse(c, 400, 21606, "The 'From' phone number provided is not valid");
    if (stopped.has(to)) return refuse(c, 400, 21610, 'Attempt to send to unsubscribed recipient');
    if (text.trim() === '') return refuse(c, 400, 21602, 'Message body is required.');
    if (text.length > 1600) return refuse(c, 400, 21617, 'The concatenated message body exceeds the 1600 character limit.');
    return c.json(add({ to, from: from ?? null, messaging_service_sid: service ?? null, body: change(text) }), 201);
  };
  const list = (c: Context) => {
    const size = Number(c.req.query('PageSize') ?? 50);
    const to = c.req.query('To');
    const matching = messages.filter((message) => to === undefined || message.to === to).toReversed();
    const next = matching.length > size ? `${c.req.path}?Page=1` : null;
    return c.json({ messages: matching.slice(0, size), page: 0, page_size: size, next_page_uri: next });
  };
  const erase = (c: Context) => {
    const index = messages.findIndex(({ sid }) => `${sid}.json` === c.req.param('file'));
    if (index === -1) return refuse(c, 404, 20404, 'The requested resource was not found');
    if (messages[index]?.status === 'queued') return refuse(c, 409, 20009, 'Cannot delete this resource before it is complete');
    messages.splice(index, 1);
    return c.body(null, 204);
  };
  const twin = createTwin({
    origins: ['https://api.twilio.com'],
    routes: (app: Hono) => {
      app.use('*', async (c, next) => {
        const key = Buffer.from(c.req.header('authorization')?.replace('Basic ', '') ?? '', 'base64').toString();
        if (key !== `${ACCOUNT}:${TOKEN}`) return refuse(c, 401, 20003, 'Authenticate');
        return next();
      });
      app.post(MESSAGES, send);
      app.get(MESSAGES, list);
      app.delete('/2010-04-01/Accounts/:account/Messages/:file', erase);
    },
    snapshot: () => structuredClone(messages),
    checkContract: options.checkContract,
    limits,
    ...(options.now === undefined ? {} : { now: options.now }),
  });
  return {
    ...twin,
    messages,
    had: (message) => void add(message),
    stop: (number) => void stopped.add(number),
    changeText: (how) => void (change = how),
  };
}

function refuse(c: Context, status: 400 | 401 | 404 | 409, code: number, message: string): Response {
  return c.json({ code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status }, status);
}

/** What one long number of North America may send in a second; beyond it Twilio queues, and refuses where its queue is full. */
function limits({ method, body }: RequestSeen): VendorLimit[] {
  const from = method === 'POST' ? Body.safeParse(body).data?.From : undefined;
  if (from === undefined) return [];
  const answer = (waitMs: number) => ({ ...tooManyRequests(waitMs), body: { code: 20429, message: 'Too Many Requests', status: 429 } });
  return [{ scope: from, max: 1, windowMs: 1000, answer }];
}
