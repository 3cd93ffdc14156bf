import { createHash } from 'node:crypto';
import { ERROR_CODES } from '@handoff/shared/api';
import type { Context } from 'hono';
import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { AppError, errorWords } from '../../observe/app-error.ts';
import type { Logger } from '../../observe/logger.ts';
import type { Language } from '../../words/language.ts';
import { type Said, said } from '../../words/said.ts';
import { say } from '../../words/say.ts';
import { answerLanguage } from '../language.ts';

const STYLE = `:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;margin:0;overflow-wrap:anywhere;background:light-dark(#f0f0f1,#1d2327);color:light-dark(#1e1e1e,#f0f0f1)}
main{box-sizing:border-box;max-width:26rem;margin:12vh auto;padding:2rem;background:light-dark(#fff,#2c3338);border-radius:8px}
h1{font-size:1.4rem;margin:0 0 1rem}
label{display:block;font-weight:600;margin-bottom:.25rem}
input,button{font:inherit;box-sizing:border-box;width:100%;padding:.6rem .75rem;border-radius:4px}
input{border:1px solid #8c8f94;margin-bottom:1rem;background:light-dark(#fff,#1d2327);color:inherit}
button{border:0;background:#2145e6;color:#fff;font-weight:600;cursor:pointer}
a{color:light-dark(#2145e6,#9db2ff)}
:focus-visible{outline:3px solid #9db2ff;outline-offset:2px}`;

const hash = createHash('sha256').update(STYLE).digest('base64');
const POLICY = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`;

export type Part = HtmlEscapedString | Promise<HtmlEscapedString>;

/** Stands in what is said for a value that is more than text; see `withMarkup`. */
export const MARKUP = '\u{fffc}';

/** Words with the part that `MARKUP` stands for. */
export function withMarkup(words: string, part: Part): Part {
  const [before = '', after = ''] = words.split(MARKUP);
  return html`${before}${part}${after}`;
}

/** Says something in the language of the page. */
export type Speak = (words: Said) => string;

/** A page for somebody who is not signed in (yet), in their language. It runs no script and may be framed by nobody. */
export function signInPage(
  c: Context,
  titled: Said,
  body: (speak: Speak, language: Language) => Part,
  status: ContentfulStatusCode = 200,
): Response | Promise<Response> {
  const language = answerLanguage(c);
  const speak: Speak = (words) => say(language, words);
  const title = speak(titled);
  c.header('content-security-policy', POLICY);
  // Unlike no-referrer, it lets browsers say that our own forms come from us; see requireSameOrigin.
  c.header('referrer-policy', 'same-origin');
  c.header('cache-control', 'no-store');
  c.header('x-content-type-options', 'nosniff');
  return c.html(
    html`<!doctype html>
      <html lang="${language}">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>${title} · Handoff</title>
          ${raw(`<style>${STYLE}</style>`)}
        </head>
        <body>
          <main>
            <h1>${title}</h1>
            ${body(speak, language)}
          </main>
        </body>
      </html>`,
    status,
  );
}

/** Says in words what went wrong, with the way back. */
export function failurePage(c: Context, error: unknown, logger: Logger): Response | Promise<Response> {
  if (!(error instanceof AppError))
    logger.error(
      { path: '/console/sign-in', error: error instanceof Error ? (error.stack ?? error.message) : String(error) },
      'request failed',
    );
  const known = error instanceof AppError ? error : new AppError('internal', said('page.mistake'));
  const status = ERROR_CODES[known.code].status as ContentfulStatusCode;
  return signInPage(
    c,
    said('signIn.failed.title'),
    (speak, language) =>
      html`<p>${errorWords(known, language)}</p>
        <p><a href="/console/sign-in">${speak(said('signIn.failed.back'))}</a></p>`,
    status,
  );
}
