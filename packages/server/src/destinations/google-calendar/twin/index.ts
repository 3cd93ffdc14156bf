import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { addGoogleSignIn, GOOGLE_ORIGINS, googleQuota, type GoogleSignIn } from '../../testing/google.ts';
import { createTwin, type ContractCheck, type RequestSeen, type Twin, type TwinOptions } from '../../testing/twin.ts';
import { SCOPE } from '../classify.ts';
import { InsertBody, ListQuery, UpdateBody, WriteQuery } from './requests.ts';
import { CalendarState, Refusal, type TwinEvent } from './state.ts';

export const ACCESS_TOKEN = 'ya29.twin-calendar-access-token';

export interface CalendarTwinOptions extends TwinOptions {
  /** What the account may do in the calendar. */
  accessRole?: 'owner' | 'writer' | 'reader';
  /** What Google makes of an event before it keeps it. */
  alter?: (event: UpdateBody) => UpdateBody;
  checkContract?: ContractCheck | undefined;
}

export interface CalendarTwin extends Twin {
  events: () => TwinEvent[];
  /** Mails Google sent about events. */
  mails: { to: string; about: string }[];
  /** Deletes an event as a person does: it stays, cancelled, and keeps its id. */
  remove: (id: string) => void;
  signIn: GoogleSignIn;
}

/** A Google account's main calendar in memory: strict about what it takes, and failing in Google's own words. */
export function createCalendarTwin(options: CalendarTwinOptions = {}): CalendarTwin {
  const state = new CalendarState();
  let signIn: GoogleSignIn | undefined;
  const twin = createTwin({
    origins: ['https://www.googleapis.com', ...GOOGLE_ORIGINS],
    routes: (app) => {
      signIn = addGoogleSignIn(app, ACCESS_TOKEN, `${SCOPE} https://www.googleapis.com/auth/userinfo.email`);
      addRoutes(app, state, { accepts: signIn.accepts, ...options });
    },
    snapshot: () => structuredClone({ events: [...state.events.values()], mails: state.mails }),
    limits,
    checkContract: options.checkContract,
    ...(options.now === undefined ? {} : { now: options.now }),
  });
  const cancel = (id: string) => {
    const event = state.events.get(id);
    if (event !== undefined) state.events.set(id, { ...event, status: 'cancelled', sequence: event.sequence + 1 });
  };
  return { ...twin, events: () => structuredClone([...state.events.values()]), mails: state.mails, remove: cancel, signIn: signIn! };
}

function addRoutes(
  app: Hono,
  state: CalendarState,
  { accepts, accessRole = 'owner', alter = (event) => event }: CalendarTwinOptions & Pick<GoogleSignIn, 'accepts'>,
): void {
  const events = '/calendar/v3/calendars/:calendar/events';
  app.use('/calendar/v3/*', async (c, next) => {
    if (!accepts(c.req.header('authorization'))) return refuse(c, 401, 'authError', 'Invalid Credentials');
    if (c.req.path.split('/')[4] !== 'primary') return refuse(c, 404, 'notFound', 'Not Found');
    const mayWrite = accessRole !== 'reader' || c.req.method === 'GET';
    return mayWrite ? next() : refuse(c, 403, 'requiredAccessLevel', 'You need to have writer access to this calendar.');
  });
  app.get(events, (c) =>
    answer(c, () => {
      ListQuery.parse(c.req.query());
      return { summary: 'Shop', accessRole };
    }),
  );
  app.post(events, async (c) => {
    const body: unknown = await c.req.json();
    return answer(c, () => {
      const { sendUpdates } = WriteQuery.parse(c.req.query());
      const { id, ...fields } = InsertBody.parse(body);
      if (state.events.has(id)) throw new Conflict();
      return state.show(state.put(id, alter({ ...fields, status: 'confirmed' }), 0, sendUpdates));
    });
  });
  app.get(`${events}/:id`, (c) => {
    const event = state.events.get(c.req.param('id'));
    return event === undefined ? refuse(c, 404, 'notFound', 'Not Found') : c.json(state.show(event));
  });
  app.put(`${events}/:id`, async (c) => {
    const before = state.events.get(c.req.param('id'));
    if (before === undefined) return refuse(c, 404, 'notFound', 'Not Found');
    const body: unknown = await c.req.json();
    return answer(c, () => {
      const { sendUpdates } = WriteQuery.parse(c.req.query());
      const fields = UpdateBody.parse(body);
      if ((fields.sequence ?? 0) < before.sequence)
        throw new Refusal(
          'invalid',
          'Invalid sequence value. The specified sequence number is below the current sequence number of the resource.',
        );
      return state.show(state.put(before.id, alter(fields), before.sequence, sendUpdates));
    });
  });
  app.delete(`${events}/:id`, (c) => {
    const event = state.events.get(c.req.param('id'));
    if (event === undefined) return refuse(c, 404, 'notFound', 'Not Found');
    if (event.status === 'cancelled') return refuse(c, 410, 'deleted', 'Resource has been deleted');
    state.events.set(event.id, { ...event, status: 'cancelled', sequence: event.sequence + 1 });
    return c.body(null, 204);
  });
}

class Conflict extends Error {}

function answer(c: Context, work: () => object): Response {
  try {
    return c.json(work());
  } catch (error) {
    if (error instanceof Conflict) return refuse(c, 409, 'duplicate', 'The requested identifier already exists.');
    if (error instanceof z.ZodError)
      return refuse(c, 400, 'invalid', `Invalid value: ${error.issues[0]?.path.join('.')} ${error.issues[0]?.message}`);
    if (error instanceof Refusal) return refuse(c, 400, error.reason, error.message);
    if (error instanceof RangeError) return refuse(c, 400, 'invalid', 'Invalid time zone definition.');
    throw error;
  }
}

function refuse(c: Context, code: 400 | 401 | 403 | 404 | 409 | 410, reason: string, message: string): Response {
  return c.json({ error: { errors: [{ domain: 'global', reason, message }], code, message } }, code);
}

/** 600 a minute for each account and project, 10,000 for the project, told by 403 as often as by 429. */
function limits({ path }: RequestSeen) {
  if (!path.startsWith('/calendar/')) return [];
  const body = {
    error: {
      errors: [{ domain: 'usageLimits', reason: 'rateLimitExceeded', message: 'Rate Limit Exceeded' }],
      code: 403,
      message: 'Rate Limit Exceeded',
    },
  };
  const answerTooMany = () => ({ status: 403, body });
  return [
    { ...googleQuota('PerMinutePerUser', 600), answer: answerTooMany },
    { ...googleQuota('PerMinutePerProject', 10_000), answer: answerTooMany },
  ];
}
