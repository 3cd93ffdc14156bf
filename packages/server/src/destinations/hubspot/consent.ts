import { Consent, consentFor } from '@handoff/shared/event';
import { z } from 'zod';
import { consentMember } from '../kit/consent.ts';
import { cut } from '../kit/cut.ts';
import { quiet } from '../kit/quiet.ts';
import { ErrorBody } from './answers.ts';
import { classifyRecordError } from './classify.ts';
import { consentMapping } from './mappings.ts';
import { parseAnswer, readIfThere } from './read.ts';
import { API, type Settings } from './settings.ts';
import { type CallContext, DestinationFailure, defineOperation, type Performed } from '../kit/types.ts';
import { fieldsOf } from '../kit/fields.ts';

const Payload = z.strictObject({
  email: z.email({ error: 'HubSpot keeps consent by e-mail address, so one is needed. Map an e-mail field.' }).meta({ title: 'E-mail' }),
  subscriptionId: z
    .string()
    .regex(/^\d+$/, 'A subscription type goes by its number.')
    .optional()
    .meta({ title: 'Subscription type', description: "What people who agree are subscribed to. Without it, the connection's own." }),
  consent: consentMember(
    "The event's consent. A word alone can end a subscription but not begin one: for that HubSpot keeps how it is known.",
  ),
  quiet,
});
type Payload = z.infer<typeof Payload>;

const PREFERENCES = `/communication-preferences/${API}`;
const CHANNEL = 'EMAIL';

/** Writes what a person said about marketing e-mails: an opt-out always, an opt-in only with evidence and where nothing is known. */
export const setConsent = defineOperation<Settings, Payload>({
  title: 'Write consent',
  description: 'Subscribes a person who agreed to a subscription type, and unsubscribes one who opted out from all of them.',
  payload: Payload,
  scopes: ['communication_preferences.read_write'],
  dedupe: 'keyed-upsert',
  quietly: true,
  perform: async (ctx, payload) => {
    const statement = typeof payload.consent === 'string' ? undefined : consentFor(payload.consent, 'email');
    const state = typeof payload.consent === 'string' ? payload.consent : (statement?.state ?? 'unknown');
    if (state === 'unsubscribed') return unsubscribe(ctx, payload.email);
    if (state !== 'subscribed') return unchanged('The person did not agree to e-mails, so nothing was written.');
    if (statement === undefined)
      return unchanged(
        "The person was not subscribed, because nothing says how it is known that they agreed. Map the event's own consent.",
      );
    if (payload.quiet === true)
      return unchanged(
        'Not subscribed, because this is from a quiet import and HubSpot might ask the person to confirm. Import people who agreed in HubSpot.',
      );
    return subscribe(ctx, payload, statement);
  },
  listFields: async (ctx) => {
    const options = (await readTypes(ctx)).map(({ id, name }) => ({ value: id, label: name }));
    return fieldsOf(Payload).map((field) => (field.path === '/subscriptionId' ? { ...field, options } : field));
  },
  defaultMapping: consentMapping,
});

function unchanged(message: string): Performed {
  return { effect: 'unchanged', differences: [{ path: '/consent', message }] };
}

const Types = z.looseObject({
  results: z.array(z.looseObject({ id: z.string(), name: z.string(), isActive: z.boolean(), isInternal: z.boolean() })),
});

/** The subscription types people may choose of; HubSpot's internal ones are for one-to-one e-mails. */
async function readTypes(ctx: CallContext<Settings>): Promise<{ id: string; name: string }[]> {
  const { results } = parseAnswer(Types, await ctx.call({ method: 'GET', path: `${PREFERENCES}/definitions` }));
  return results.filter(({ isActive, isInternal }) => isActive && !isInternal);
}

const Statuses = z.looseObject({
  results: z.array(z.looseObject({ subscriptionId: z.int().transform(String), status: z.string() })),
  errors: z.array(ErrorBody).default([]),
});

/** Their standing on each subscription type, as far as HubSpot knows of any. */
async function readStatuses(ctx: CallContext<Settings>, email: string): Promise<Map<string, string>> {
  const known = await readIfThere(ctx, statusPath(email), { channel: CHANNEL }, Statuses);
  return new Map((known?.results ?? []).map(({ subscriptionId, status }) => [subscriptionId, status]));
}

function statusPath(email: string): string {
  return `${PREFERENCES}/statuses/${encodeURIComponent(email.trim().toLowerCase())}`;
}

/** HubSpot would subscribe again also who opted out; only those it knows nothing of are raised. */
async function subscribe(ctx: CallContext<Settings>, payload: Payload, statement: Consent): Promise<Performed> {
  const id = payload.subscriptionId ?? ctx.settings.subscriptionId;
  if (id === undefined) {
    const message =
      'It is not known which subscription type the person agreed to. Choose one in the mapping, or put its number into the connection.';
    throw new DestinationFailure({
      kind: 'permanent',
      code: 'no_subscription_type',
      message,
      problems: [{ path: '/subscriptionId', message }],
    });
  }
  const before = (await readStatuses(ctx, payload.email)).get(id);
  if (before === 'SUBSCRIBED') return { effect: 'unchanged' };
  if (before === 'UNSUBSCRIBED')
    return unchanged(
      'The person agreed on your site but unsubscribed in HubSpot before, and stays unsubscribed. Send them the link of a HubSpot form.',
    );
  const kept = await write(ctx, payload.email, {
    subscriptionId: Number(id),
    statusState: 'SUBSCRIBED',
    legalBasis: 'CONSENT_WITH_NOTICE',
    legalBasisExplanation: explain(ctx, statement),
  });
  if (kept === undefined || kept === 'SUBSCRIBED') return { effect: 'updated' };
  return unchanged(`HubSpot shows the person as ${kept.toLowerCase()} all the same; it may have asked them to confirm by e-mail.`);
}

/** An opt-out is about all marketing e-mails. What they never had is refused as well, so that nothing else begins it. */
async function unsubscribe(ctx: CallContext<Settings>, email: string): Promise<Performed> {
  const before = await readStatuses(ctx, email);
  const open = (await readTypes(ctx)).filter(({ id }) => before.get(id) !== 'UNSUBSCRIBED');
  for (const { id } of open) await write(ctx, email, { subscriptionId: Number(id), statusState: 'UNSUBSCRIBED' });
  return { effect: open.length === 0 ? 'unchanged' : 'updated' };
}

/** @returns the status HubSpot has now, where it says. A 200 may hold errors instead. */
async function write(ctx: CallContext<Settings>, email: string, status: Record<string, unknown>): Promise<string | undefined> {
  const response = await ctx.call({ method: 'POST', path: statusPath(email), json: { channel: CHANNEL, ...status } });
  const { results, errors } = parseAnswer(Statuses, response);
  const [error] = errors;
  if (error !== undefined) throw new DestinationFailure(classifyRecordError(error, ctx.now()), response);
  return results.find(({ subscriptionId }) => subscriptionId === String(status['subscriptionId']))?.status;
}

/** How it is known, for the audit HubSpot keeps. */
function explain(ctx: CallContext<Settings>, { at, wording, evidence }: Consent): string {
  const facts = [
    ...(wording === undefined ? [] : [`The person agreed to: "${wording}".`]),
    ...(evidence === undefined ? [] : [`Evidence: ${evidence}.`]),
    ...(at === undefined ? [] : [`At ${at}.`]),
    `Handoff event ${ctx.eventId}.`,
  ];
  return cut(facts.join(' '), 2000);
}
