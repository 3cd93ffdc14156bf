import { describe, expect, it } from 'vitest';
import { beginAuthorization, completeAuthorization, refreshTokens, revoke } from '../kit/oauth.ts';
import { describeDestination } from '../testing/contract.ts';
import { GOOGLE_ACCOUNT } from '../testing/google.ts';
import { examples } from './examples.ts';
import { googleSheets } from './index.ts';
import { limits, Settings, spreadsheetId } from './settings.ts';
import { columnIndex, columnName } from './sheet.ts';
import { sheetsContract } from './twin/contract.ts';
import { createSheetsTwin, SPREADSHEET } from './twin/index.ts';

for (const [name, example] of Object.entries(examples)) describeDestination(name, example);

describe('settings', () => {
  it.each([
    SPREADSHEET,
    `https://docs.google.com/spreadsheets/d/${SPREADSHEET}`,
    `https://docs.google.com/spreadsheets/d/${SPREADSHEET}/edit?gid=7#gid=7`,
    `https://docs.google.com/spreadsheets/u/1/d/${SPREADSHEET}/edit`,
  ])('finds the spreadsheet in %s', (spreadsheet) => {
    expect(spreadsheetId(Settings.parse({ spreadsheet }))).toBe(SPREADSHEET);
  });

  it.each([
    'leads',
    'https://docs.google.com/document/d/1twinTwinTwinTwinTwinTwin/edit',
    `https://evil.example/spreadsheets/d/${SPREADSHEET}`,
  ])('refuses %s', (spreadsheet) => expect(Settings.safeParse({ spreadsheet }).success).toBe(false));

  it('counts by account, and where that is unknown by spreadsheet', () => {
    const scopes = (settings: object) =>
      limits(Settings.parse({ spreadsheet: SPREADSHEET, ...settings })).map(({ scope, max }) => [scope, max]);
    expect(scopes({ account: 'a@b.example' })).toEqual([
      ['user:a@b.example', 59],
      ['project:all', 300],
    ]);
    expect(scopes({})[0]).toEqual([`user:${SPREADSHEET}`, 59]);
  });

  it('names columns as Google does', () => {
    for (const [index, name] of [
      [0, 'A'],
      [25, 'Z'],
      [26, 'AA'],
      [701, 'ZZ'],
      [702, 'AAA'],
    ] as const) {
      expect(columnName(index)).toBe(name);
      expect(columnIndex(name)).toBe(index);
    }
  });
});

describe('signing in', () => {
  it('asks for lasting access, learns the account, keeps the refresh token, and gives all of it back', async () => {
    const twin = createSheetsTwin();
    const { auth } = googleSheets;
    if (auth.kind !== 'oauth2') return expect.unreachable('Google Sheets signs in by OAuth');
    const settings = Settings.parse({ spreadsheet: SPREADSHEET });
    const context = {
      definition: googleSheets,
      settings,
      client: { clientId: 'handoff.apps.googleusercontent.com', clientSecret: 'GOCSPX-secret' },
      fetch: twin.fetch,
      now: () => 0,
    };
    const redirectUri = 'https://handoff.test/oauth/callback';
    const begun = await beginAuthorization(context, redirectUri, googleSheets.operations['appendRow']?.scopes ?? []);
    const asked = new URL(begun.url);
    expect(asked.host).toBe('accounts.google.com');
    expect(Object.fromEntries(asked.searchParams)).toMatchObject({
      access_type: 'offline',
      prompt: 'consent',
      include_granted_scopes: 'true',
      code_challenge_method: 'S256',
      scope: 'https://www.googleapis.com/auth/spreadsheets https://www.googleapis.com/auth/userinfo.email',
    });
    const back = new URLSearchParams({ state: begun.state, code: '4/twin' });
    const tokens = await completeAuthorization(context, { ...begun, redirectUri }, back);
    const answer = { access_token: tokens.accessToken };
    expect(await auth.settingsFromToken?.(answer, twin.fetch, { settings, callback: back })).toEqual({ account: GOOGLE_ACCOUNT });
    const fresh = await refreshTokens(context, tokens);
    expect(fresh.refreshToken).toBe(tokens.refreshToken);
    expect(fresh.accessToken).not.toBe(tokens.accessToken);
    await revoke(context, fresh);
    expect(twin.signIn.revoked).toEqual([tokens.refreshToken]);
    await expect(refreshTokens(context, fresh)).rejects.toMatchObject({ classification: { kind: 'reauth' } });
    expect(auth.grant?.(Settings.parse({ spreadsheet: SPREADSHEET, account: GOOGLE_ACCOUNT }))).toBe(GOOGLE_ACCOUNT);
  });
});

describe("Google's own type of a written range", () => {
  const check = sheetsContract();
  const put = (body: unknown, query = 'valueInputOption=RAW', path = `/v4/spreadsheets/${SPREADSHEET}/values/A1`) => ({
    method: 'PUT',
    path,
    query: new URLSearchParams(query),
    headers: new Headers(),
    body,
  });

  it.skipIf(check === undefined)('refuses what is known to be wrong', () => {
    expect(check!(put({ majorDimension: 'ROWS', values: [['a', 1, null]] }))).toEqual([]);
    const wrong = [
      put({ values: ['a'] }),
      put({ values: [['a']], valueInputOption: 'RAW' }),
      put({ values: [['a']] }, ''),
      put({ values: [['a']] }, 'valueInputOption=RAW', `/v4/spreadsheets/${SPREADSHEET}`),
    ];
    for (const candidate of wrong) expect(check!(candidate), JSON.stringify(candidate.body)).not.toEqual([]);
  });
});
