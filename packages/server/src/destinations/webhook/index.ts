import { z } from 'zod';
import { defineDestination, defineOperation } from '../kit/index.ts';
import { classify } from './classify.ts';
import { defaultMapping, FIELDS } from './fields.ts';
import { signedRequest } from './message.ts';
import { Settings } from './settings.ts';

/** The JSON body, as the mapping makes it. */
const Message = z
  .record(z.string(), z.unknown())
  .refine((message) => Object.keys(message).length > 0, 'The message is empty. Map at least one field.');
type Message = z.infer<typeof Message>;

const send = defineOperation<Settings, Message>({
  title: 'Send a signed message',
  description: 'Posts JSON to your address. The receiver can check its signature and tell a repeat by its webhook-id.',
  payload: Message,
  scopes: [],
  dedupe: 'request-key',
  messages: true,
  perform: async (ctx, message) => {
    const request = await signedRequest(ctx, message);
    await ctx.call(request);
    return { id: request.headers?.['webhook-id'] ?? ctx.idempotencyKey, effect: 'sent' };
  },
  listFields: async () => FIELDS,
  defaultMapping,
});

/** Posts events to any address, signed by Standard Webhooks. */
export const webhook = defineDestination<Settings>({
  type: 'webhook',
  title: 'Outgoing webhook',
  description: 'Signed JSON messages to your own address or to any tool that takes webhooks.',
  apiVersion: 'Standard Webhooks 1.0 (2026-11-21)',
  settings: Settings,
  auth: {
    kind: 'key',
    apply: ({ headers }, request) => {
      for (const [name, value] of Object.entries(headers ?? {})) request.headers.set(name, value);
    },
  },
  baseUrl: ({ url }) => url,
  limits: ({ url, perSecond }) => (perSecond === undefined ? [] : [{ scope: `host:${new URL(url).host}`, max: perSecond, windowMs: 1000 }]),
  testConnection: async (ctx) => {
    await ctx.call(await signedRequest(ctx, { type: 'handoff.ping', occurredAt: new Date(ctx.now()).toISOString() }));
    return { account: new URL(ctx.settings.url).host };
  },
  classify,
  // An address often carries the receiver's own key in its query.
  redact: ({ url }) => [...new URL(url).searchParams.values()].filter((value) => value.length >= 8),
  leaving: {
    stays: 'Only what the receiver kept itself.',
    export: 'Nothing: what was sent stays here under Activity as long as events are kept.',
    revoke: 'Remove the connection here; the receiver may forget the signing secret.',
    in: {
      de: {
        stays: 'Nur, was der Empfänger selbst behalten hat.',
        export: 'Nichts: Was gesendet wurde, bleibt hier unter Aktivität, solange Ereignisse aufbewahrt werden.',
        revoke: 'Entfernen Sie die Verbindung hier; der Empfänger kann das Signaturgeheimnis vergessen.',
      },
      fr: {
        stays: 'Seulement ce que le destinataire a conservé lui-même.',
        export: 'Rien : ce qui a été envoyé reste ici sous Activité tant que les événements sont conservés.',
        revoke: 'Supprimez la connexion ici ; le destinataire peut oublier le secret de signature.',
      },
    },
  },
  operations: { send },
});
