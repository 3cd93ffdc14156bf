import { decodeTime } from 'ulid';
import { z } from 'zod';
import { defineOperation, DestinationFailure, fieldsOf, type CallContext, type Performed } from '../kit/index.ts';
import { ContactAutomation, ContactAutomations, Named, read, readAll } from './answers.ts';
import { API, findContact, findOrMakeContact, isSomebody, NOBODY, readOf, whose } from './contact.ts';
import { automationMapping } from './mappings.ts';
import type { Settings } from './settings.ts';

const Payload = z
  .strictObject({
    ...whose,
    automation: z
      .string()
      .regex(/^\d+$/, "An automation goes by its number, which stands in the automation's address in ActiveCampaign.")
      .optional()
      .meta({ title: 'Automation', description: "Without it, the connection's own automation." }),
    again: z.boolean().optional().meta({
      title: 'Start again',
      description: 'Start it also for a person who has been in it before. Without it everybody goes through it once.',
    }),
  })
  .refine(isSomebody, NOBODY);
type Payload = z.infer<typeof Payload>;

/** Starts an automation for a contact, once for each event. */
export const startAutomation = defineOperation<Settings, Payload>({
  title: 'Start an automation',
  description: 'Starts an automation for a contact; what it then does, e-mails included, is up to the automation.',
  payload: Payload,
  scopes: [],
  dedupe: 'ledger',
  messages: true,
  perform: async (ctx, payload) => {
    const automation = automationOf(ctx, payload);
    const contact = await findOrMakeContact(ctx, payload);
    if (payload.again !== true) {
      const [before] = await runsOf(ctx, contact, automation);
      if (before !== undefined) return performed(before.id, 'unchanged');
    }
    const response = await ctx.call({
      method: 'POST',
      path: `${API}/contactAutomations`,
      json: { contactAutomation: { contact, automation } },
    });
    return performed(read(ContactAutomation, response).contactAutomation?.id, 'sent');
  },
  // A run since the event is taken for its own: the contact's events go out one after the other, and a second start does more
  // harm (another deal, another e-mail) than one that is left out.
  lookup: async (ctx, payload) => {
    const automation = automationOf(ctx, payload);
    const contact = await findContact(ctx, payload);
    if (contact === undefined) return undefined;
    const since = payload.again === true ? eventTime(ctx) - SKEW_MS : 0;
    const run = (await runsOf(ctx, contact, automation)).find(({ adddate }) => !(Date.parse(adddate ?? '') < since));
    return run === undefined ? undefined : performed(run.id, 'unchanged');
  },
  listFields: async (ctx) => {
    const Page = z.looseObject({ automations: z.array(Named) });
    const automations = await readAll(ctx, `${API}/automations`, (response) => read(Page, response).automations);
    const options = automations.map(({ id, name }) => ({ value: id, label: name }));
    return fieldsOf(Payload).map((field) => (field.path === '/automation' ? { ...field, options } : field));
  },
  defaultMapping: automationMapping,
});

/** ActiveCampaign's clock and ours. */
const SKEW_MS = 60_000;
const DAY_MS = 24 * 60 * 60_000;

/** Our event ids carry the time they were made. */
function eventTime(ctx: CallContext<Settings>): number {
  const ulid = /[0-7][0-9A-HJKMNP-TV-Z]{25}$/.exec(ctx.eventId)?.[0];
  return ulid === undefined ? ctx.now() - DAY_MS : decodeTime(ulid);
}

function automationOf(ctx: CallContext<Settings>, payload: Payload): string {
  const automation = payload.automation ?? ctx.settings.automation;
  if (automation !== undefined) return automation;
  const message = 'It is not known which automation to start. Choose one in the mapping, or put its number into the connection.';
  throw new DestinationFailure({ kind: 'permanent', code: 'no_automation', message, problems: [{ path: '/automation', message }] });
}

async function runsOf(ctx: CallContext<Settings>, contact: string, automation: string) {
  const { contactAutomations } = await readOf(ctx, contact, 'contactAutomations', ContactAutomations);
  return contactAutomations.filter((run) => (run.automation ?? run.seriesid) === automation);
}

function performed(id: string | undefined, effect: NonNullable<Performed['effect']>): Performed {
  return { effect, ...(id === undefined ? {} : { id, output: { id } }) };
}
