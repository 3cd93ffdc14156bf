import { describe, expect, it } from 'vitest';
import { beginAuthorization, completeAuthorization, refreshTokens } from '../kit/oauth.ts';
import { describeDestination } from '../testing/contract.ts';
import { GOOGLE_ACCOUNT } from '../testing/google.ts';
import { examples } from './examples.ts';
import { googleCalendar } from './index.ts';
import { eventsPath, limits, Settings } from './settings.ts';
import { calendarContract } from './twin/contract.ts';
import { createCalendarTwin } from './twin/index.ts';

for (const [name, example] of Object.entries(examples)) describeDestination(name, example);

describe('settings', () => {
  it('mean the main calendar where nothing is said, and refuse a zone there is not', () => {
    expect(eventsPath(Settings.parse({}))).toBe('/calendar/v3/calendars/primary/events');
    expect(eventsPath(Settings.parse({ calendar: 'a#b@group.calendar.google.com' }))).toContain('/a%23b%40group');
    expect(Settings.safeParse({ timeZone: 'Berlin' }).success).toBe(false);
  });

  it('count by account, and where that is unknown by connection', () => {
    expect(limits(Settings.parse({ account: 'a@b.example' }))).toMatchObject([
      { scope: 'user:a@b.example', max: 600 },
      { scope: 'project:all', max: 10_000 },
    ]);
    expect(limits(Settings.parse({}))[0]?.scope).toBe('account');
  });
});

describe('signing in', () => {
  it('asks for lasting access to events only, learns the account, and may share its app', async () => {
    const twin = createCalendarTwin();
    const { auth } = googleCalendar;
    if (auth.kind !== 'oauth2') return expect.unreachable('Google Calendar signs in by OAuth');
    const settings = Settings.parse({});
    const client = { clientId: 'handoff.apps.googleusercontent.com', clientSecret: 'GOCSPX-secret' };
    const context = { definition: googleCalendar, settings, client, fetch: twin.fetch, now: () => 0 };
    const redirectUri = 'https://handoff.test/oauth/callback';
    const scopes = [...new Set(Object.values(googleCalendar.operations).flatMap((operation) => operation.scopes))];
    const begun = await beginAuthorization(context, redirectUri, scopes);
    expect(Object.fromEntries(new URL(begun.url).searchParams)).toMatchObject({
      access_type: 'offline',
      prompt: 'consent',
      include_granted_scopes: 'true',
      scope: 'https://www.googleapis.com/auth/calendar.events https://www.googleapis.com/auth/userinfo.email',
    });
    const back = new URLSearchParams({ state: begun.state, code: '4/twin' });
    const tokens = await completeAuthorization(context, { ...begun, redirectUri }, back);
    const answer = { access_token: tokens.accessToken };
    expect(await auth.settingsFromToken?.(answer, twin.fetch, { settings, callback: back })).toEqual({ account: GOOGLE_ACCOUNT });
    expect((await refreshTokens(context, tokens)).refreshToken).toBe(tokens.refreshToken);
    expect(auth.sharedApp).toBe('google');
    expect(auth.grant?.(Settings.parse({ account: GOOGLE_ACCOUNT }))).toBe(GOOGLE_ACCOUNT);
  });
});

describe("Google's own type of an event", () => {
  const check = calendarContract();
  const insert = (body: object, path = '/calendar/v3/calendars/primary/events') => ({
    method: 'POST',
    path,
    query: new URLSearchParams(),
    headers: new Headers(),
    body,
  });
  const good = { id: 'handoff0123', summary: 'Fitting', start: { date: '2026-12-01' }, end: { date: '2026-12-02' } };

  it.skipIf(check === undefined)('refuses what is known to be wrong', () => {
    expect(check!(insert(good))).toEqual([]);
    const wrong = [
      insert({ ...good, iCalUID: 'handoff0123@google.com' }),
      insert({ ...good, id: 'EVT_01' }),
      insert({ ...good, title: 'Fitting' }),
      insert({ ...good, summary: 7 }),
      insert({ ...good, end: undefined }),
      insert({ ...good, attendees: ['ada@example.com'] }),
      insert(good, '/calendar/v3/calendars/primary/event'),
    ];
    for (const candidate of wrong) expect(check!(candidate), JSON.stringify(candidate.body)).not.toEqual([]);
  });
});
