import { z } from 'zod';
import { Mapping } from '../../mapping/spec.ts';
import { endpoint } from '../endpoint.ts';
import { FieldSuggestion, MappingSuggestion, SuggestField, Vocabulary, VocabularyTerm } from '../suggest.ts';
import { id, inWs, ws } from './parts.ts';

/** The most fields one request may ask about. */
const MAX_FIELDS = 5000;
const MAX_TERMS = 300;
const MAX_BODY_BYTES = 8 * 1024 * 1024;

export const suggestEndpoints = {
  suggestFields: endpoint({
    method: 'POST',
    path: '/v1/workspaces/{workspaceId}/suggest/fields',
    tag: 'suggestions',
    access: 'panel',
    needs: 'viewer',
    status: 200,
    summary: 'What each field of a form means, with confidence and reasons. At most 5,000 fields; nothing is stored.',
    params: ws,
    body: z.strictObject({
      /** Each a `SuggestField`. One that cannot be read is answered with its error; the others are not held up. */
      fields: z.array(z.unknown().meta({ description: 'A SuggestField.' })).max(MAX_FIELDS),
    }),
    maxBodyBytes: MAX_BODY_BYTES,
    answer: z.object({ items: z.array(FieldSuggestion) }),
  }),
  suggestMapping: endpoint({
    method: 'POST',
    path: '/v1/workspaces/{workspaceId}/connections/{connectionId}/operations/{operation}/suggest',
    tag: 'suggestions',
    access: 'panel',
    needs: 'viewer',
    status: 200,
    summary: 'Rules for an operation’s fields, from an event or from a form’s fields. Nothing is saved.',
    params: inWs({ connectionId: id, operation: z.string() }),
    body: z.strictObject({
      /** The event to read: its answers with their labels, its person, its order. */
      eventId: z.string().optional(),
      /** Fields of the form, by their `key` under the event's answers; also those nobody has filled in yet. At most 500. */
      fields: z.array(SuggestField).max(500).default([]),
      /** For phone numbers without a country code. */
      country: z.string().length(2).optional(),
      /** For dates. */
      zone: z.string().max(64).default('UTC'),
    }),
    answer: z.object({ items: z.array(MappingSuggestion), mapping: Mapping }),
  }),
  getVocabulary: endpoint({
    method: 'GET',
    path: '/v1/workspaces/{workspaceId}/vocabulary',
    tag: 'suggestions',
    access: 'panel',
    status: 200,
    summary: 'The names for what forms ask for: the workspace’s own, then the common ones.',
    params: ws,
    answer: Vocabulary,
  }),
  putVocabulary: endpoint({
    method: 'PUT',
    path: '/v1/workspaces/{workspaceId}/vocabulary',
    tag: 'suggestions',
    access: 'panel',
    status: 200,
    summary: 'Replace the workspace’s own names. Names and meanings are each used once.',
    params: ws,
    body: z.strictObject({
      items: z.array(VocabularyTerm).max(MAX_TERMS),
      /** The workspace's own names that the change was made from. Where they are others by now, nothing is saved. */
      base: z.array(VocabularyTerm).optional(),
    }),
    answer: Vocabulary,
  }),
};
