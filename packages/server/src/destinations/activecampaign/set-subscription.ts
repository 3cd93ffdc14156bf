import { z } from 'zod';
import { consentMember, stateOf } from '../kit/consent.ts';
import { quiet } from '../kit/quiet.ts';
import { defineOperation, DestinationFailure, fieldsOf, type CallContext, type Performed } from '../kit/index.ts';
import { ContactLists, Named, read, readAll } from './answers.ts';
import { API, contactUrl, findContact, findOrMakeContact, isSomebody, NOBODY, readOf, whose } from './contact.ts';
import { subscriptionMapping } from './mappings.ts';
import type { Settings } from './settings.ts';

const Payload = z
  .strictObject({
    ...whose,
    list: z
      .string()
      .regex(/^\d+$/, "A list goes by its number, which stands in the list's address in ActiveCampaign.")
      .optional()
      .meta({ title: 'List', description: "Without it, the connection's own list." }),
    consent: consentMember('The event\'s consent, or one of "subscribed", "unsubscribed". Nobody is subscribed without it.'),
    quiet,
  })
  .refine(isSomebody, NOBODY);
type Payload = z.infer<typeof Payload>;

/** What ActiveCampaign knows of a contact on a list. It may also be unconfirmed (0) or bounced (3). */
const ACTIVE = '1';
const UNSUBSCRIBED = '2';

/** Subscribes who agreed, and unsubscribes who opted out, from every list they are on. */
export const setSubscription = defineOperation<Settings, Payload>({
  title: 'Subscribe or unsubscribe',
  description: 'Puts a person who agreed onto a list, and takes one who opted out off every list. Does nothing where they said nothing.',
  payload: Payload,
  scopes: [],
  dedupe: 'ledger',
  quietly: true,
  perform: async (ctx, payload) => {
    const state = stateOf(payload.consent, 'email');
    if (state === 'unsubscribed') return unsubscribe(ctx, payload);
    if (state === 'subscribed' && payload.quiet !== true) return subscribe(ctx, payload);
    const message =
      state === 'subscribed'
        ? 'Not subscribed, because this is from a quiet import and ActiveCampaign might write to the person. Import people who agreed in ActiveCampaign.'
        : 'The person did not agree to e-mails, so they were not subscribed.';
    return { effect: 'unchanged', differences: [{ path: '/consent', message }] };
  },
  lookup: async (ctx, payload) => {
    const state = stateOf(payload.consent, 'email');
    const contact = state === 'subscribed' || state === 'unsubscribed' ? await findContact(ctx, payload) : undefined;
    if (contact === undefined) return undefined;
    const lists = await listsOf(ctx, contact);
    const done = state === 'subscribed' ? lists.get(listOf(ctx, payload)) === ACTIVE : lists.size > 0 && activeIn(lists).length === 0;
    return done ? performed(ctx, contact, 'unchanged') : undefined;
  },
  listFields: async (ctx) => {
    const lists = await readAll(ctx, `${API}/lists`, (response) => read(z.looseObject({ lists: z.array(Named) }), response).lists);
    const options = lists.map(({ id, name }) => ({ value: id, label: name }));
    return fieldsOf(Payload).map((field) => (field.path === '/list' ? { ...field, options } : field));
  },
  defaultMapping: subscriptionMapping,
});

function listOf(ctx: CallContext<Settings>, payload: Payload): string {
  const list = payload.list ?? ctx.settings.list;
  if (list !== undefined) return list;
  const message = 'It is not known which list to subscribe to. Choose one in the mapping, or put its number into the connection.';
  throw new DestinationFailure({ kind: 'permanent', code: 'no_list', message, problems: [{ path: '/list', message }] });
}

/** ActiveCampaign would subscribe anybody again, also who unsubscribed; only those it knows nothing of are raised. */
async function subscribe(ctx: CallContext<Settings>, payload: Payload): Promise<Performed> {
  const list = listOf(ctx, payload);
  const contact = await findOrMakeContact(ctx, payload);
  const before = (await listsOf(ctx, contact)).get(list);
  if (before === ACTIVE) return performed(ctx, contact, 'unchanged');
  if (before === undefined) {
    await setStatus(ctx, contact, list, 1);
    return performed(ctx, contact, 'updated');
  }
  return { ...performed(ctx, contact, 'unchanged'), differences: [{ path: '/consent', message: reasonFor(before) }] };
}

function reasonFor(status: string): string {
  if (status === UNSUBSCRIBED)
    return 'The person agreed on your site but unsubscribed in ActiveCampaign before, and stays unsubscribed. Send them the link of an ActiveCampaign form.';
  if (status === '3')
    return 'The person agreed, but e-mails to this address bounced, so ActiveCampaign sends none. Ask them for another address.';
  return 'ActiveCampaign has asked the person to confirm by e-mail; they are subscribed once they do.';
}

/** An opt-out is about all our e-mails, whichever list they come from. Nobody is made a contact for it. */
async function unsubscribe(ctx: CallContext<Settings>, payload: Payload): Promise<Performed> {
  const contact = await findContact(ctx, payload);
  if (contact === undefined) return { effect: 'unchanged' };
  const lists = activeIn(await listsOf(ctx, contact));
  for (const list of lists) await setStatus(ctx, contact, list, 2);
  return performed(ctx, contact, lists.length === 0 ? 'unchanged' : 'updated');
}

async function listsOf(ctx: CallContext<Settings>, contact: string): Promise<Map<string, string>> {
  const { contactLists } = await readOf(ctx, contact, 'contactLists', ContactLists);
  return new Map(contactLists.map(({ list, status }) => [list, status]));
}

/** Where they get e-mails, or would once they confirm. */
function activeIn(lists: Map<string, string>): string[] {
  return [...lists].filter(([, status]) => status === ACTIVE || status === '0').map(([list]) => list);
}

async function setStatus(ctx: CallContext<Settings>, contact: string, list: string, status: 1 | 2): Promise<void> {
  await ctx.call({ method: 'POST', path: `${API}/contactLists`, json: { contactList: { list, contact, status } } });
}

function performed(ctx: CallContext<Settings>, id: string, effect: NonNullable<Performed['effect']>): Performed {
  return { id, url: contactUrl(ctx.settings, id), output: { id }, effect };
}
