import { z } from 'zod';
import { defineOperation, DestinationFailure, fieldsOf, type CallContext, type Performed } from '../kit/index.ts';
import { ContactTags, read, Tag, Tags } from './answers.ts';
import { API, contactUrl, findContact, findOrMakeContact, isSomebody, NOBODY, readOf, whose } from './contact.ts';
import { tagMapping } from './mappings.ts';
import type { Settings } from './settings.ts';

const Payload = z
  .strictObject({
    ...whose,
    tag: z.string().trim().min(1, 'A tag needs a name.').max(100).meta({
      title: 'Tag',
      description: 'By its name; a tag that is not there yet is made. Tags often start automations.',
    }),
  })
  .refine(isSomebody, NOBODY);
type Payload = z.infer<typeof Payload>;

/** Adds a tag to a contact; one who has it is left alone, so that what it starts does not start again. */
export const addTag = defineOperation<Settings, Payload>({
  title: 'Add a tag',
  description: 'Adds a tag to a contact, once.',
  payload: Payload,
  scopes: [],
  dedupe: 'ledger',
  // Tags are what most automations start with.
  messages: true,
  perform: async (ctx, payload) => {
    const contact = await findOrMakeContact(ctx, payload);
    const known = await findTag(ctx, payload.tag);
    if (known !== undefined && (await hasTag(ctx, contact, known))) return performed(ctx, contact, 'unchanged');
    const tag = known ?? (await makeOrFindTag(ctx, payload.tag));
    await ctx.call({ method: 'POST', path: `${API}/contactTags`, json: { contactTag: { contact, tag } } });
    return performed(ctx, contact, 'updated');
  },
  lookup: async (ctx, payload) => {
    const contact = await findContact(ctx, payload);
    const tag = contact === undefined ? undefined : await findTag(ctx, payload.tag);
    if (contact === undefined || tag === undefined) return undefined;
    return (await hasTag(ctx, contact, tag)) ? performed(ctx, contact, 'unchanged') : undefined;
  },
  listFields: async (ctx) => {
    const { tags } = read(Tags, await ctx.call({ method: 'GET', path: `${API}/tags`, query: { limit: 100 } }));
    const options = tags.map(({ tag }) => ({ value: tag, label: tag }));
    // Suggestions, not a closed list: another name makes a new tag.
    return fieldsOf(Payload).map((field) => (field.path === '/tag' ? { ...field, options } : field));
  },
  defaultMapping: tagMapping,
});

/** ActiveCampaign tells tags apart by name, whatever the case of its letters; its search finds parts of names too. */
async function findTag(ctx: CallContext<Settings>, name: string): Promise<string | undefined> {
  const response = await ctx.call({ method: 'GET', path: `${API}/tags`, query: { search: name, limit: 100 } });
  return read(Tags, response).tags.find(({ tag }) => tag.trim().toLowerCase() === name.toLowerCase())?.id;
}

/** Another delivery may have made it since it was looked for, and ActiveCampaign takes no second tag of the name. */
async function makeOrFindTag(ctx: CallContext<Settings>, name: string): Promise<string> {
  try {
    return await makeTag(ctx, name);
  } catch (error) {
    if (!(error instanceof DestinationFailure) || error.classification.kind !== 'permanent') throw error;
    const made = await findTag(ctx, name);
    if (made === undefined) throw error;
    return made;
  }
}

async function makeTag(ctx: CallContext<Settings>, name: string): Promise<string> {
  const response = await ctx.call({
    method: 'POST',
    path: `${API}/tags`,
    json: { tag: { tag: name, tagType: 'contact', description: 'Made by Handoff' } },
  });
  return read(Tag, response).tag.id;
}

async function hasTag(ctx: CallContext<Settings>, contact: string, tag: string): Promise<boolean> {
  return (await readOf(ctx, contact, 'contactTags', ContactTags)).contactTags.some((one) => one.tag === tag);
}

function performed(ctx: CallContext<Settings>, id: string, effect: NonNullable<Performed['effect']>): Performed {
  return { id, url: contactUrl(ctx.settings, id), output: { id }, effect };
}
