import { createHash } from 'node:crypto';
import { z } from 'zod';
import { AssociatedNotes, CrmRecord } from './answers.ts';
import { noteMapping } from './mappings.ts';
import { parseAnswer, readIfThere } from './read.ts';
import { API, type Settings } from './settings.ts';
import { cut } from '../kit/cut.ts';
import { type CallContext, DestinationFailure, defineOperation, type Performed } from '../kit/types.ts';

/** HubSpot's limit for the text of a note, HTML included. */
const BODY_MAX = 65_536;
/** After an unknown outcome we read at most this many notes of one contact before leaving it to a person. */
const LOOKUP_MAX = 100;

/** HubSpot's own association types, from a note to the record it is about. */
const NOTE_TO = { contacts: 202, deals: 214 } as const;

const Payload = z
  .object({
    body: z.string().min(1, 'A note needs a text.').meta({ title: 'Text', description: 'Plain text; line breaks are kept.' }),
    timestamp: z
      .union([z.iso.datetime({ offset: true }), z.int()])
      .optional()
      .meta({ title: 'Time', description: 'Where the note stands in the timeline; without it, now.' }),
    contactId: z.string().min(1).optional().meta({ title: 'Contact', description: 'The id of the HubSpot contact the note is about.' }),
    contactEmail: z
      .email({ error: 'This is not an e-mail address.' })
      .optional()
      .meta({ title: 'Contact by e-mail', description: 'Finds the contact where no id is mapped.' }),
    dealId: z.string().min(1).optional().meta({ title: 'Deal', description: 'The id of the HubSpot deal the note is about.' }),
  })
  .refine((note) => note.contactId !== undefined || note.contactEmail !== undefined || note.dealId !== undefined, {
    path: ['contactId'],
    message: 'A note must belong to a contact or a deal. Map the id from an earlier step, or the e-mail address of the contact.',
  });
type Payload = z.infer<typeof Payload>;

/** Adds a note to the timeline of a contact, a deal or both. */
export const createNote = defineOperation<Settings, Payload>({
  title: 'Add a note',
  description: 'Adds a note to the timeline of a contact or a deal.',
  payload: Payload,
  // HubSpot has no scope of its own for notes; whoever may write contacts may write notes.
  scopes: ['crm.objects.contacts.read', 'crm.objects.contacts.write'],
  dedupe: 'ledger',
  perform: async (ctx, payload) => {
    const { text, shortened } = toHtml(payload.body, referenceOf(ctx));
    const at = payload.timestamp ?? ctx.now();
    const contactId = await contactOf(ctx, payload);
    if (contactId === undefined && payload.dealId === undefined) throw contactMissing();
    const response = await callForNote(ctx, {
      properties: { hs_note_body: text, hs_timestamp: typeof at === 'number' ? new Date(at).toISOString() : at },
      associations: [
        ...(contactId === undefined ? [] : [associationTo('contacts', contactId)]),
        ...(payload.dealId === undefined ? [] : [associationTo('deals', payload.dealId)]),
      ],
    });
    const { id } = parseAnswer(CrmRecord, response);
    const differences = [{ path: '/body', message: 'The text was longer than HubSpot takes in a note; its end is missing there.' }];
    return { id, output: { id }, effect: 'created', ...(shortened ? { differences } : {}) };
  },
  lookup: findNote,
  defaultMapping: noteMapping,
});

/**
 * Finds the note an earlier try made: reads the record's notes one by one, newest first, and looks for our
 * reference in their text. Not through search, whose index lags behind and would swear a fresh note is absent.
 */
async function findNote(ctx: CallContext<Settings>, payload: Payload): Promise<Performed | undefined> {
  const contactId = await contactOf(ctx, payload);
  const [objectType, recordId] = contactId === undefined ? ['deals', payload.dealId] : ['contacts', contactId];
  // Without its contact the note can not have been made.
  if (recordId === undefined) return undefined;
  const record = await readIfThere(
    ctx,
    `/crm/objects/${API}/${objectType}/${encodeURIComponent(recordId)}`,
    { associations: 'notes' },
    AssociatedNotes,
  );
  const page = record?.associations?.notes;
  const ids = [...new Set((page?.results ?? []).map((note) => note.id))].toSorted((a, b) => Number(b) - Number(a));
  const reference = referenceOf(ctx);
  for (const id of ids.slice(0, LOOKUP_MAX)) {
    const note = await readIfThere(ctx, `/crm/objects/${API}/notes/${encodeURIComponent(id)}`, { properties: 'hs_note_body' }, CrmRecord);
    if (note?.properties['hs_note_body']?.includes(reference) === true) return { id, output: { id }, effect: 'unchanged' };
  }
  if (ids.length <= LOOKUP_MAX && page?.paging?.next === undefined) return undefined;
  const message = `This record has more notes in HubSpot than can be searched. Look there for "${reference}": if it is missing, send the note again.`;
  throw new DestinationFailure({ kind: 'unknown', code: 'too_many_notes', message });
}

/** By id where it is mapped; else by e-mail address, which HubSpot keeps unique and answers without its search index. */
async function contactOf(ctx: CallContext<Settings>, { contactId, contactEmail }: Payload): Promise<string | undefined> {
  if (contactId !== undefined || contactEmail === undefined) return contactId;
  const path = `/crm/objects/${API}/contacts/${encodeURIComponent(contactEmail.toLowerCase())}`;
  const contact = await readIfThere(ctx, path, { idProperty: 'email', properties: 'email' }, CrmRecord);
  return contact?.id;
}

function contactMissing(): DestinationFailure {
  const message =
    'HubSpot has no contact with this e-mail address to attach the note to. Put a "Create or update a contact" step before this one.';
  return new DestinationFailure({ kind: 'permanent', code: 'contact_missing', message, problems: [{ path: '/contactEmail', message }] });
}

/** Short enough not to disturb a reader, and the same for every try of one delivery. */
function referenceOf(ctx: CallContext<Settings>): string {
  return `Handoff reference ${createHash('sha256').update(ctx.idempotencyKey).digest('hex').slice(0, 16)}`;
}

/** HubSpot shows notes as HTML; what strangers typed must stay text. */
function toHtml(body: string, reference: string): { text: string; shortened: boolean } {
  const html = body
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/\r\n|\r|\n/g, '<br>');
  const ending = `<br><br><small>${reference}</small>`;
  const room = BODY_MAX - ending.length;
  if (html.length <= room) return { text: html + ending, shortened: false };
  // Never cut inside an entity or a tag.
  return { text: cut(html, room - 1).replace(/[&<][^;>]{0,5}$/, '') + '…' + ending, shortened: true };
}

function associationTo(objectType: keyof typeof NOTE_TO, id: string) {
  return { to: { id }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: NOTE_TO[objectType] }] };
}

/** Errors name HubSpot's properties; the owner knows the payload's. */
async function callForNote(ctx: CallContext<Settings>, json: unknown) {
  try {
    return await ctx.call({ method: 'POST', path: `/crm/objects/${API}/notes`, json });
  } catch (error) {
    if (!(error instanceof DestinationFailure) || error.classification.kind !== 'permanent') throw error;
    const problems = error.classification.problems.map((problem) => ({ ...problem, path: PATHS[problem.path] ?? problem.path }));
    throw new DestinationFailure({ ...error.classification, problems }, error.response);
  }
}

const PATHS: Record<string, string> = { '/properties/hs_note_body': '/body', '/properties/hs_timestamp': '/timestamp' };
