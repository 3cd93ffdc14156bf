import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { html, raw } from 'hono/html';
import type { Language } from '../words/language.ts';

const STYLE = 'body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:15vh auto;padding:0 1rem;overflow-wrap:anywhere}';
/** Closes the popup the panel opened; a tab that was opened by hand stays. */
const CLOSE = 'setTimeout(function(){window.close()},1500)';

const sha256 = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const POLICY = `default-src 'none'; style-src ${sha256(STYLE)}; script-src ${sha256(CLOSE)}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** A page for a person outside any panel. Texts are escaped; nothing but its own style and script may load. */
export function answerPage(
  c: Context,
  status: 200 | 400 | 500 | 502,
  page: { language: Language; title: string; text: string; close: boolean },
): Response | Promise<Response> {
  c.header('content-security-policy', POLICY);
  c.header('referrer-policy', 'no-referrer');
  c.header('cache-control', 'no-store');
  c.header('x-content-type-options', 'nosniff');
  return c.html(
    html`<!doctype html>
      <html lang="${page.language}">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>${page.title}</title>
          ${raw(`<style>${STYLE}</style>`)}
        </head>
        <body>
          <main>
            <h1>${page.title}</h1>
            <p>${page.text}</p>
          </main>
          ${page.close ? raw(`<script>${CLOSE}</script>`) : ''}
        </body>
      </html>`,
    status,
  );
}
