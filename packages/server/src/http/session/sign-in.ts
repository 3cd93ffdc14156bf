import { Email } from '@handoff/shared/api';
import type { Context, Hono } from 'hono';
import { html } from 'hono/html';
import { z } from 'zod';
import { linkUsed, mailLoginLink, ownerOfLink, signInByLink } from '../../domain/session/login-link.ts';
import { LINK_MINUTES } from '../../domain/session/limits.ts';
import { beginOidc, OIDC_MS, signInByOidc } from '../../domain/session/oidc.ts';
import { AppError } from '../../observe/app-error.ts';
import { said } from '../../words/said.ts';
import { parsePart } from '../bind.ts';
import type { AppDeps } from '../deps.ts';
import { askedLanguage } from '../language.ts';
import { createRateLimit } from '../rate-limit.ts';
import { decodeText, readBody } from '../read-body.ts';
import { dropCookie, keepSession, readCookie, refuseOpenNetwork, writeCookie } from './cookie.ts';
import { failurePage, MARKUP, type Part, signInPage, type Speak, withMarkup } from './page.ts';
import { requireSameOrigin } from './same-origin.ts';

const FORM_BYTES = 4096;
/** Asking for links and trying them, from one network address. */
const TRIES_PER_MINUTE = 10;

const LinkRequest = z.object({ email: Email });
const LinkUse = z.object({ link: z.string().min(1).max(200) });

/** The pages where people sign in: `/console/sign-in` and below. They work without scripts. */
export function signInPages(app: Hono, deps: AppDeps): void {
  const tries = createRateLimit({ perMinute: TRIES_PER_MINUTE, burst: 20, now: deps.clock.now });
  const limit = (c: Context) => {
    const address = deps.limits.addressOf(c);
    const seconds = address === undefined ? 0 : tries.take(address);
    if (seconds > 0) throw new AppError('rate_limited', said('signIn.tooMany', { seconds }), { retryAfterSeconds: seconds });
  };
  const page = (path: string, method: 'GET' | 'POST', answer: (c: Context) => Promise<Response>) =>
    app.on(method, `/console/sign-in${path}`, async (c) => {
      try {
        deps.limits.anybody(c);
        if (method === 'POST') requireSameOrigin(c, deps);
        return await answer(c);
      } catch (error) {
        return failurePage(c, error, deps.logger);
      }
    });

  page('', 'GET', async (c) => {
    refuseOpenNetwork(deps);
    return signInPage(c, said('signIn.title'), askForm(deps, c.req.query('email') ?? ''));
  });

  page('', 'POST', async (c) => {
    refuseOpenNetwork(deps);
    limit(c);
    const { email } = parsePart(LinkRequest, await form(c), '');
    // Not waited for: how long it takes must not tell whether the address is known.
    void mailLoginLink(deps, email, askedLanguage(c));
    return signInPage(c, said('signIn.sent.title'), (speak) => {
      const again = html`<a href="/console/sign-in">${speak(said('signIn.sent.again'))}</a>`;
      return html`<p>${speak(said('signIn.sent', { email, minutes: LINK_MINUTES }))}</p>
        <p>${withMarkup(speak(said('signIn.sent.nothing', { again: MARKUP })), again)}</p>`;
    });
  });

  // Opening the link uses nothing up, so that programs which open links in mails do no harm.
  page('/link/:secret', 'GET', async (c) => {
    limit(c);
    const secret = c.req.param('secret') ?? '';
    const email = await ownerOfLink(deps.store.db, secret, deps.clock.now());
    if (email === undefined) throw linkUsed();
    return signInPage(
      c,
      said('signIn.title'),
      (speak) =>
        html`<p>${withMarkup(speak(said('signIn.confirm', { email: MARKUP })), html`<strong>${email}</strong>`)}</p>
          <form method="post" action="/console/sign-in/link">
            <input type="hidden" name="link" value="${secret}" />
            <button>${speak(said('signIn.button'))}</button>
          </form>`,
    );
  });

  page('/link', 'POST', async (c) => {
    refuseOpenNetwork(deps);
    limit(c);
    const { link } = parsePart(LinkUse, await form(c), '');
    keepSession(c, deps, await signInByLink(deps, link, browserOf(c, deps)));
    return c.redirect('/console', 303);
  });

  page('/oidc', 'GET', async (c) => {
    refuseOpenNetwork(deps);
    limit(c);
    const { url, kept } = await beginOidc(deps);
    writeCookie(c, deps, 'handoff-oidc', kept, OIDC_MS);
    return c.redirect(url, 303);
  });

  page('/callback', 'GET', async (c) => {
    refuseOpenNetwork(deps);
    const kept = readCookie(c, deps, 'handoff-oidc');
    dropCookie(c, deps, 'handoff-oidc');
    keepSession(c, deps, await signInByOidc(deps, new URL(c.req.url).searchParams, kept, browserOf(c, deps)));
    return c.redirect('/console', 303);
  });
}

function browserOf(c: Context, deps: AppDeps) {
  return {
    device: c.req.header('user-agent') ?? 'unknown',
    language: askedLanguage(c),
    previous: readCookie(c, deps, 'handoff'),
  };
}

async function form(c: Context): Promise<Record<string, string>> {
  return Object.fromEntries(new URLSearchParams(decodeText(await readBody(c.req.raw, FORM_BYTES))));
}

function askForm({ mailer, config }: Pick<AppDeps, 'mailer' | 'config'>, email: string) {
  return (speak: Speak): Part => {
    const byMail =
      mailer === undefined
        ? ''
        : html`<form method="post" action="/console/sign-in">
            <label for="email">${speak(said('signIn.email'))}</label>
            <input id="email" name="email" type="email" autocomplete="username" required value="${email}" />
            <button>${speak(said('signIn.mailMe'))}</button>
          </form>`;
    const byService =
      config.oidc === undefined
        ? ''
        : html`<p>
            <a href="/console/sign-in/oidc">${speak(said('signIn.byService', { service: new URL(config.oidc.issuer).hostname }))}</a>
          </p>`;
    if (byMail === '' && byService === '') {
      const command = html`<code>handoff member invite YOUR-ADDRESS --role owner</code>`;
      return html`<p>${speak(said('signIn.noMail'))}</p>
        <p>${withMarkup(speak(said('signIn.command', { command: MARKUP })), command)}</p>`;
    }
    return html`${byMail}${byService}`;
  };
}
