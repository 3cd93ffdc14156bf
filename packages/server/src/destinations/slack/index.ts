import { z } from 'zod';
import { defineDestination, DestinationFailure, type CallContext, type VendorResponse } from '../kit/index.ts';
import { classify } from './classify.ts';
import { erasePerson } from './erase.ts';
import { postMessage } from './post-message.ts';
import { limits, Settings, settingsFromToken } from './settings.ts';

const Account = z.looseObject({ team: z.string(), user: z.string() });

export const slack = defineDestination<Settings>({
  type: 'slack',
  title: 'Slack',
  description: 'Posts messages into a channel.',
  apiVersion: 'Web API and incoming webhooks, unversioned (2026-11-21)',
  settings: Settings,
  auth: {
    kind: 'oauth2',
    authorizationUrl: () => 'https://slack.com/oauth/v2/authorize',
    tokenUrl: () => 'https://slack.com/api/oauth.v2.access',
    clientAuth: 'post',
    pkce: false,
    // Bot tokens expire (after 12 h) only where the app has token rotation switched on.
    refreshBeforeMs: 10 * 60 * 1000,
    keyInstead: (settings) => settings.webhookUrl !== undefined || settings.botToken !== undefined,
    apply: (settings, request, accessToken) => {
      // A webhook's address is its key; a token must not go along.
      if (settings.webhookUrl !== undefined) return;
      request.headers.set('authorization', `Bearer ${settings.botToken ?? accessToken ?? ''}`);
    },
    settingsFromToken,
  },
  baseUrl: (settings) => (settings.webhookUrl === undefined ? 'https://slack.com' : new URL(settings.webhookUrl).origin),
  limits,
  testConnection: (ctx) => (ctx.settings.webhookUrl === undefined ? testBot(ctx) : testWebhook(ctx, ctx.settings.webhookUrl)),
  classify,
  erasePerson,
  leaving: {
    stays: 'Messages stay in Slack.',
    export: 'Nothing: messages are only copies of events, which stay here.',
    revoke: 'Remove the app under Settings → Manage apps: its token and its webhook stop working at once.',
    in: {
      de: {
        stays: 'Nachrichten bleiben in Slack.',
        export: 'Nichts: Nachrichten sind nur Kopien von Ereignissen, und die bleiben hier.',
        revoke: 'Entfernen Sie die App unter Settings → Manage apps: Ihr Token und ihr Webhook gelten sofort nicht mehr.',
      },
      fr: {
        stays: 'Les messages restent dans Slack.',
        export: 'Rien : les messages ne sont que des copies d’événements, qui restent ici.',
        revoke: 'Retirez l’application sous Settings → Manage apps : son jeton et son webhook cessent aussitôt de fonctionner.',
      },
    },
  },
  operations: { postMessage },
});

async function testBot(ctx: CallContext<Settings>): Promise<{ account: string; scopes?: string[] }> {
  const response = await ctx.call({ method: 'GET', path: '/api/auth.test' });
  const { team, user } = Account.parse(response.json);
  const scopes = response.headers['x-oauth-scopes'];
  return { account: `${team} (as ${user})`, ...(scopes === undefined ? {} : { scopes: scopes.split(',').map((scope) => scope.trim()) }) };
}

/** An empty text is refused as `no_text` by an address that works and posts nothing; a dead address says so. */
async function testWebhook(ctx: CallContext<Settings>, webhookUrl: string): Promise<{ account: string }> {
  const response = await ctx.send({ method: 'POST', path: new URL(webhookUrl).pathname, json: { text: '' }, reads: true });
  const meaning = isAlive(response) ? { kind: 'ok' as const } : classify(response, ctx.now());
  if (meaning.kind !== 'ok') throw new DestinationFailure(meaning, response);
  return { account: `the channel of webhook ${new URL(webhookUrl).pathname.split('/')[3] ?? ''}` };
}

function isAlive({ status, text }: VendorResponse): boolean {
  return status === 400 && /^(no_text|invalid_payload|missing_text_or_fallback_or_attachments)$/.test(text.trim());
}
