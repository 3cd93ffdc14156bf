import { z } from 'zod';
import { Consent } from '../../event/consent.ts';
import { endpoint } from '../endpoint.ts';
import { ProblemSchema } from '../errors.ts';
import * as i from '../identity.ts';
import * as r from '../resources.ts';
import { id, inWs, page, pageOf, ws } from './parts.ts';

/** The most contacts one call may bring. */
export const MAX_CONTACTS = 20_000;
const CONTACTS_BYTES = 16_777_216;

const base = '/v1/workspaces/{workspaceId}/identity';
const inPerson = inWs({ personId: id });
const inSuggestion = inWs({ suggestionId: id });

/** Two contacts of different clusters that may be one person. */
const SuggestedPair = z.object({ a: id, b: id, score: z.number(), reasons: z.array(i.Clue) }).meta({ id: 'SuggestedPair' });

export const identityEndpoints = {
  resolveContacts: endpoint({
    method: 'POST',
    path: `${base}/resolve`,
    tag: 'identity',
    access: 'panel',
    needs: 'viewer',
    status: 200,
    maxBodyBytes: CONTACTS_BYTES,
    summary:
      'Who is who among up to 20,000 contacts (16 MiB), without storing any: certain links as clusters, likely pairs to look at. Ids are echoed; without one a contact’s is its place, from 0. More contacts: send them in chunks by family name or town, or one list at a time.',
    params: ws,
    body: z.strictObject({
      contacts: z
        .array(z.union([i.Contact, z.unknown()]))
        .min(1)
        .max(MAX_CONTACTS),
      /** Pairs less likely than this are left out. */
      suggestFrom: z.number().min(0.01).max(1).default(0.5),
    }),
    answer: z.object({
      /** Every contact is in exactly one. */
      clusters: z.array(z.object({ ids: z.array(id) })),
      /** Why contacts are in one cluster. */
      links: z.array(i.ContactLink),
      /** Best first, every pair of contacts once; none within a cluster. */
      suggestions: z.array(SuggestedPair),
      /** Contacts that could not be read, by place; the others are answered. */
      problems: z.array(ProblemSchema.extend({ index: z.int() })),
    }),
  }),
  matchContact: endpoint({
    method: 'POST',
    path: `${base}/match`,
    tag: 'identity',
    access: 'operator',
    needs: 'viewer',
    status: 200,
    summary: 'Which known person a contact is, without storing it.',
    params: ws,
    body: i.Contact,
    answer: z.object({
      /** Null: nobody known, or it is not plain whom it means. */
      person: i.IdentifiedPerson.nullable(),
      by: i.ContactLink.shape.by.nullable(),
      /** Whom else it may be, best first. */
      suggestions: z.array(z.object({ person: i.IdentifiedPerson, score: z.number(), reasons: z.array(i.Clue) })),
    }),
  }),
  listPersons: endpoint({
    method: 'GET',
    path: `${base}/persons`,
    tag: 'identity',
    access: 'panel',
    status: 200,
    summary: 'People, latest known first, with where each value comes from. A site’s panel gets what its own source said.',
    params: ws,
    query: z.object({
      ...page,
      /** An e-mail address, a phone number with its country code, or `system:id` of an external id. */
      contact: z.string().max(320).optional(),
    }),
    answer: pageOf(i.IdentifiedPerson),
  }),
  getPerson: endpoint({
    method: 'GET',
    path: `${base}/persons/{personId}`,
    tag: 'identity',
    access: 'panel',
    status: 200,
    summary: 'One person with their records and merges. The id of a merged person answers whom they were merged into.',
    params: inPerson,
    answer: i.IdentifiedPersonDetail,
  }),
  splitPerson: endpoint({
    method: 'POST',
    path: `${base}/persons/{personId}/split`,
    tag: 'identity',
    access: 'operator',
    status: 200,
    summary: 'Some records are another’s: they become a person of their own, and are not linked again.',
    params: inPerson,
    body: z.strictObject({ recordIds: z.array(id).min(1).max(500) }),
    answer: i.IdentifiedPersonDetail,
  }),
  chooseValue: endpoint({
    method: 'POST',
    path: `${base}/persons/{personId}/choose`,
    tag: 'identity',
    access: 'operator',
    status: 200,
    summary: 'Under the rule `review`: hold the value of this record from now on.',
    params: inPerson,
    body: z.strictObject({ field: i.PersonField, recordId: id }),
    answer: i.IdentifiedPersonDetail,
  }),
  liftOptOut: endpoint({
    method: 'POST',
    path: `${base}/persons/{personId}/lift-opt-out`,
    tag: 'identity',
    access: 'operator',
    needs: 'owner',
    status: 200,
    summary:
      'The person told the business that they want to hear from it again. The reason is kept in the audit; a later opt-out holds again.',
    params: inPerson,
    body: z.strictObject({ channel: Consent.shape.channel, reason: z.string().trim().min(3).max(500) }),
    answer: i.IdentifiedPersonDetail,
  }),
  mergePersons: endpoint({
    method: 'POST',
    path: `${base}/merges`,
    tag: 'identity',
    access: 'operator',
    status: 200,
    summary: 'Two persons are one. Can be undone.',
    params: ws,
    body: z.strictObject({ into: id, from: id }),
    answer: i.PersonMerge,
  }),
  listMerges: endpoint({
    method: 'GET',
    path: `${base}/merges`,
    tag: 'identity',
    access: 'operator',
    status: 200,
    summary: 'Merges, also those made by links, latest first.',
    params: ws,
    query: z.object(page),
    answer: pageOf(i.PersonMerge),
  }),
  undoMerge: endpoint({
    method: 'POST',
    path: `${base}/merges/{mergeId}/undo`,
    tag: 'identity',
    access: 'operator',
    status: 200,
    summary: 'They are two persons after all: each gets its own records back, and they are not linked again.',
    params: inWs({ mergeId: id }),
    answer: i.PersonMerge,
  }),
  listSuggestions: endpoint({
    method: 'GET',
    path: `${base}/suggestions`,
    tag: 'identity',
    access: 'panel',
    status: 200,
    summary: 'Possible same persons, latest first. A site’s panel gets those of whom its own source knows both.',
    params: ws,
    query: z.object({ ...page, state: z.enum(['open', 'accepted', 'rejected']).default('open') }),
    answer: pageOf(i.PersonSuggestion),
  }),
  acceptSuggestion: endpoint({
    method: 'POST',
    path: `${base}/suggestions/{suggestionId}/accept`,
    tag: 'identity',
    access: 'panel',
    status: 200,
    summary: 'They are one person: merges them.',
    params: inSuggestion,
    answer: i.PersonSuggestion,
  }),
  rejectSuggestion: endpoint({
    method: 'POST',
    path: `${base}/suggestions/{suggestionId}/reject`,
    tag: 'identity',
    access: 'panel',
    status: 200,
    summary: 'They are two: it is not suggested again, and no link joins them.',
    params: inSuggestion,
    answer: i.PersonSuggestion,
  }),
  undoSuggestion: endpoint({
    method: 'POST',
    path: `${base}/suggestions/{suggestionId}/undo`,
    tag: 'identity',
    access: 'panel',
    status: 200,
    summary: 'Take back what was decided: the suggestion is open again, and a merge it made is undone.',
    params: inSuggestion,
    answer: i.PersonSuggestion,
  }),
  getIdentitySettings: endpoint({
    method: 'GET',
    path: `${base}/settings`,
    tag: 'identity',
    access: 'panel',
    status: 200,
    summary: 'By what people are linked, and which value of a field is held.',
    params: ws,
    answer: i.IdentitySettings,
  }),
  setIdentitySettings: endpoint({
    method: 'PUT',
    path: `${base}/settings`,
    tag: 'identity',
    access: 'operator',
    needs: 'owner',
    status: 200,
    summary: 'Replace the settings. Each person’s values are chosen anew when something is heard of them.',
    params: ws,
    body: i.IdentitySettings,
    answer: i.IdentitySettings,
  }),
  listDuplicates: endpoint({
    method: 'GET',
    path: '/v1/workspaces/{workspaceId}/duplicates',
    tag: 'duplicates',
    access: 'panel',
    status: 200,
    summary:
      'What was kept back as said before (`content`), and known deliveries with another body (`delivery`, kept as revisions); latest first.',
    params: ws,
    query: z.object({ ...page, layer: z.enum(['content', 'delivery']).default('content') }),
    answer: pageOf(r.EventListItem),
  }),
  restoreDuplicates: endpoint({
    method: 'POST',
    path: '/v1/workspaces/{workspaceId}/duplicates/restore',
    tag: 'duplicates',
    access: 'panel',
    status: 200,
    summary: 'They were no mistake: let events kept back as duplicates go on; each is pushed exactly once.',
    params: ws,
    body: z.strictObject({ eventIds: z.array(id).min(1).max(500) }),
    answer: z.object({ released: z.int(), skipped: z.array(z.object({ eventId: id, reason: z.string() })) }),
  }),
};
