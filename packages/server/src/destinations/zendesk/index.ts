import { z } from 'zod';
import { defineDestination, DestinationFailure } from '../kit/index.ts';
import { parseAnswer } from './answers.ts';
import { classify } from './classify.ts';
import { createTicket } from './create-ticket.ts';
import { erasePerson } from './erase.ts';
import { baseUrl, limits, Settings } from './settings.ts';
import { upsertUser } from './upsert-user.ts';

/** Whoever asks without a sign-in is told of an anonymous user without a number. */
const Me = z.looseObject({ user: z.looseObject({ id: z.int().nullish(), name: z.string().nullish(), role: z.string().nullish() }) });

/** Zendesk Support: tickets and customers. */
export const zendesk = defineDestination<Settings>({
  type: 'zendesk',
  title: 'Zendesk',
  description: 'Tickets for your agents, with the customer and their recent orders.',
  apiVersion: 'v2 (2026-11-21)',
  settings: Settings,
  auth: {
    kind: 'oauth2',
    authorizationUrl: (settings) => `${baseUrl(settings)}/oauth/authorizations/new`,
    tokenUrl: (settings) => `${baseUrl(settings)}/oauth/tokens`,
    clientAuth: 'post',
    pkce: true,
    // Without them an older OAuth client gets tokens that never end, and Zendesk stops those on 1 April 2027.
    // Half an hour, and the longest Zendesk allows before a connection that lay unused must be signed in again.
    extraTokenParams: { expires_in: '1800', refresh_token_expires_in: String(90 * 24 * 60 * 60) },
    // A refresh ends the access token before it too, so it is not done much earlier than needed.
    refreshBeforeMs: 60_000,
    keyInstead: (settings) => settings.apiToken !== undefined,
    apply: ({ email, apiToken }, request, accessToken) => {
      if (apiToken !== undefined) {
        request.headers.set('authorization', `Basic ${Buffer.from(`${email}/token:${apiToken}`).toString('base64')}`);
      } else if (accessToken !== undefined) request.headers.set('authorization', `Bearer ${accessToken}`);
    },
  },
  baseUrl,
  limits,
  testConnection: async (ctx) => {
    const { user } = parseAnswer(Me, await ctx.call({ method: 'GET', path: '/api/v2/users/me' }));
    if (user.id === null || user.id === undefined)
      throw refused('reauth', 'Zendesk does not know who this connection belongs to. Connect it again.');
    if (user.role === 'end-user')
      throw refused('scope', 'This connection belongs to a customer of your Zendesk. Connect with an agent or an admin.');
    return { account: `Zendesk ${ctx.settings.subdomain} (${user.name ?? 'agent'})` };
  },
  classify,
  redact: ({ email, apiToken }) => (apiToken === undefined ? [] : [`${email}/token:${apiToken}`]),
  erasePerson,
  leaving: {
    stays: 'Tickets and customers stay; the tag “handoff” and external ids that begin with “handoff-” mark ours.',
    export: 'Admin Center → Account → Tools → Reports, where your plan has exports.',
    revoke: 'Delete the OAuth client or its token under Admin Center → APIs: removing the connection here is not enough.',
    in: {
      de: {
        stays: 'Tickets und Kunden bleiben; der Tag „handoff“ und externe Kennungen, die mit „handoff-“ beginnen, kennzeichnen unsere.',
        export: 'Admin Center → Account → Tools → Reports, wenn Ihr Tarif Exporte enthält.',
        revoke: 'Löschen Sie den OAuth-Client oder sein Token unter Admin Center → APIs: Die Verbindung hier zu entfernen genügt nicht.',
      },
      fr: {
        stays:
          'Les tickets et les clients restent ; le tag « handoff » et les identifiants externes qui commencent par « handoff- » signalent les nôtres.',
        export: 'Admin Center → Account → Tools → Reports, si votre formule comprend les exports.',
        revoke: 'Supprimez le client OAuth ou son jeton sous Admin Center → APIs : supprimer la connexion ici ne suffit pas.',
      },
    },
  },
  operations: { createTicket, upsertUser },
});

function refused(kind: 'reauth' | 'scope', message: string): DestinationFailure {
  return new DestinationFailure(
    kind === 'scope' ? { kind, code: 'not_an_agent', message, missing: [] } : { kind, code: 'anonymous', message },
  );
}
