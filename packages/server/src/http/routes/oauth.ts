import type { Context, Hono } from 'hono';
import { type Authorized, completeAuthorization } from '../../domain/connection/complete-authorization.ts';
import { AppError } from '../../observe/app-error.ts';
import type { AppDeps } from '../deps.ts';
import { answerPage } from '../page.ts';

/** Where a vendor sends a person back to. Answers a page, since a browser asks. */
export function oauthRoutes(app: Hono, deps: AppDeps): void {
  app.get('/oauth/callback', async (c) => {
    // A link checker's HEAD must not use the sign-in up.
    if (c.req.method === 'HEAD') return c.body(null, 204);
    try {
      deps.limits.anybody(c);
      return answerDone(c, await completeAuthorization(deps, new URL(c.req.url).searchParams));
    } catch (error) {
      if (error instanceof AppError) {
        const status = error.code === 'destination_failed' ? 502 : 400;
        return answerPage(c, status, { title: 'Not connected', text: error.message, close: false });
      }
      deps.logger.error(
        { path: '/oauth/callback', error: error instanceof Error ? (error.stack ?? error.message) : String(error) },
        'request failed',
      );
      const text = 'The server made a mistake; it was logged. Go back and press "Connect" once more.';
      return answerPage(c, 500, { title: 'Not connected', text, close: false });
    }
  });
}

function answerDone(c: Context, { title, connection, workspace, test }: Authorized): Response | Promise<Response> {
  const where = `"${connection}" of ${workspace}`;
  if (!test.ok) {
    return answerPage(c, 200, {
      title: `${title}: signed in, but it does not work yet`,
      text: `${where}: ${test.message ?? ''}`,
      close: false,
    });
  }
  const account = test.account === null ? '' : `, with the account ${test.account}`;
  return answerPage(c, 200, {
    title: `${title} is connected`,
    text: `${where} can now be used${account}. You may close this window.`,
    close: true,
  });
}
