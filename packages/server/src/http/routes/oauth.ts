import type { Context, Hono } from 'hono';
import { type Authorized, completeAuthorization } from '../../domain/connection/complete-authorization.ts';
import { AppError, errorWords } from '../../observe/app-error.ts';
import type { Language } from '../../words/language.ts';
import { said } from '../../words/said.ts';
import { say } from '../../words/say.ts';
import type { AppDeps } from '../deps.ts';
import { answerLanguage } from '../language.ts';
import { answerPage } from '../page.ts';

/** Where a vendor sends a person back to. Answers a page, since a browser asks. */
export function oauthRoutes(app: Hono, deps: AppDeps): void {
  app.get('/oauth/callback', async (c) => {
    // A link checker's HEAD must not use the sign-in up.
    if (c.req.method === 'HEAD') return c.body(null, 204);
    const language = answerLanguage(c);
    const title = say(language, said('connect.failed.title'));
    try {
      deps.limits.anybody(c);
      return answerDone(c, language, await completeAuthorization(deps, new URL(c.req.url).searchParams));
    } catch (error) {
      if (error instanceof AppError) {
        const status = error.code === 'destination_failed' ? 502 : 400;
        return answerPage(c, status, { language, title, text: errorWords(error, language), close: false });
      }
      deps.logger.error(
        { path: '/oauth/callback', error: error instanceof Error ? (error.stack ?? error.message) : String(error) },
        'request failed',
      );
      return answerPage(c, 500, { language, title, text: say(language, said('connect.mistake')), close: false });
    }
  });
}

function answerDone(c: Context, language: Language, { title, connection, workspace, test }: Authorized): Response | Promise<Response> {
  if (!test.ok) {
    return answerPage(c, 200, {
      language,
      title: say(language, said('connect.untested.title', { title })),
      text: say(language, said('connect.untested', { connection, workspace, words: test.message ?? '' })),
      close: false,
    });
  }
  const { account } = test;
  const words =
    account === null ? said('connect.done', { connection, workspace }) : said('connect.doneAs', { connection, workspace, account });
  return answerPage(c, 200, {
    language,
    title: say(language, said('connect.done.title', { title })),
    text: say(language, words),
    close: true,
  });
}
