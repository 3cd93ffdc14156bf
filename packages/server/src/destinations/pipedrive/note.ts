import { createHash } from 'node:crypto';
import { z } from 'zod';
import { cut } from '../kit/cut.ts';
import { defineOperation, type CallContext, type Performed } from '../kit/index.ts';
import { Note, readOne } from './answers.ts';
import { noteMapping } from './mappings.ts';
import { findInList } from './read.ts';
import type { Settings } from './settings.ts';
import { hasSubject, NO_SUBJECT, personMissing, personOf, subjectFields } from './subject.ts';
import { RecordId } from './values.ts';

/** Pipedrive keeps about 100 KB of a note. */
const LONGEST = 90_000;

const Payload = z
  .strictObject({
    content: z
      .string()
      .min(1, 'A note needs a text.')
      .meta({ title: 'Text', field: 'text', description: 'Plain text; line breaks are kept.' }),
    ...subjectFields,
    dealId: RecordId.optional().meta({ title: 'Deal', description: 'The id from an earlier "deal" step.' }),
    leadId: z.uuid().optional().meta({ title: 'Lead', description: 'The id from an earlier "lead" step.' }),
  })
  .refine((note) => hasSubject(note) || note.dealId !== undefined || note.leadId !== undefined, NO_SUBJECT);
type Payload = z.infer<typeof Payload>;

/** Adds a note to a person, an organisation, a deal or a lead. */
export const createNote = defineOperation<Settings, Payload>({
  title: 'Add a note',
  description: 'Adds a note to a person, an organisation, a deal or a lead.',
  payload: Payload,
  scopes: ['deals:full', 'contacts:full'],
  dedupe: 'ledger',
  perform: async (ctx, payload) => {
    const { html, shortened } = toHtml(payload.content, referenceOf(ctx));
    const json = { content: html, ...(await subjectOf(ctx, payload)) };
    const note = readOne(Note, await ctx.call({ method: 'POST', path: '/api/v1/notes', json }));
    const differences = [{ path: '/content', message: 'The text was longer than Pipedrive takes in a note; its end is missing there.' }];
    return { ...performed(note.id, 'created'), ...(shortened ? { differences } : {}) };
  },
  lookup: async (ctx, payload) => {
    const [[whose, id] = []] = Object.entries(await subjectOf(ctx, payload));
    const query = { [whose ?? 'person_id']: id, sort: 'add_time DESC' };
    const list = { path: '/api/v1/notes', query, schema: Note, paging: 'start' as const, words: 'notes' };
    const note = await findInList(ctx, list, ({ content }) => content?.includes(referenceOf(ctx)) === true);
    return note === undefined ? undefined : performed(note.id, 'unchanged');
  },
  defaultMapping: noteMapping,
});

async function subjectOf(ctx: CallContext<Settings>, payload: Payload): Promise<Record<string, string | number>> {
  const given = {
    deal_id: payload.dealId,
    lead_id: payload.leadId,
    person_id: await personOf(ctx, payload),
    org_id: payload.organizationId,
  };
  const subject = Object.entries(given).flatMap(([name, id]) => (id === undefined ? [] : [[name, id] as const]));
  if (subject.length === 0) throw personMissing('note');
  return Object.fromEntries(subject);
}

/** Short enough not to disturb a reader, and the same for every try of one delivery. */
function referenceOf(ctx: CallContext<Settings>): string {
  return `Handoff reference ${createHash('sha256').update(ctx.idempotencyKey).digest('hex').slice(0, 16)}`;
}

/** Pipedrive shows notes as HTML; what strangers typed must stay text. */
function toHtml(text: string, reference: string): { html: string; shortened: boolean } {
  const html = text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/\r\n|\r|\n/g, '<br>');
  const ending = `<br><br>${reference}`;
  if (html.length <= LONGEST) return { html: html + ending, shortened: false };
  // Never cut inside an entity or a tag.
  return { html: `${cut(html, LONGEST).replace(/[&<][^;>]{0,5}$/, '')}…${ending}`, shortened: true };
}

function performed(id: number, effect: NonNullable<Performed['effect']>): Performed {
  return { id: String(id), output: { id: String(id) }, effect };
}
