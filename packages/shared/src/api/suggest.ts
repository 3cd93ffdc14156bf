import { z } from 'zod';
import { Rule } from '../mapping/spec.ts';
import { ProblemSchema } from './errors.ts';

const text = z.string().max(2000);
const texts = z.array(z.string().max(500)).max(500);

/**
 * A form field, in either of two spellings. Ours: `key, label, name, id, type` (of the input), `placeholder, aria,
 * autocomplete, tag, options, values, form, position, lang`. That of labelled collections (`fields.jsonl`), known by its
 * `tag` beside `input`: `input` is the input's type, `ph` the placeholder, `ac` the autocomplete token; there `type` is the
 * label given by hand, and is not looked at. Unknown members are passed over.
 */
export const SuggestField = z
  .looseObject({
    key: text.optional(),
    label: text.optional(),
    name: text.optional(),
    id: text.optional(),
    type: text.optional(),
    input: text.optional(),
    placeholder: text.optional(),
    ph: text.optional(),
    aria: text.optional(),
    autocomplete: text.optional(),
    ac: text.optional(),
    tag: text.optional(),
    /** What can be chosen, at most 500. */
    options: texts.optional(),
    /** What people recently answered, at most 500. Not stored. */
    values: texts.optional(),
    /** Fields with the same `form` are read together. What it says does not matter. */
    form: text.optional(),
    /** The place in the form; without it the order of the list counts. */
    position: z.number().optional(),
    lang: text.optional(),
  })
  .meta({ id: 'SuggestField' });

const Reason = z.object({
  /** What it speaks for. */
  of: z.string(),
  /** Where it was seen: label, name, id, aria, placeholder, autocomplete, type, options, values, neighbours, path, vocabulary. */
  where: z.string(),
  seen: z.string(),
  /** Log-odds; below 0 it speaks against. */
  weight: z.number(),
});

const Confidence = z.number().min(0).max(1);

export const FieldSuggestion = z
  .object({
    /** The place of the field in the request. */
    index: z.int(),
    key: z.string().nullable(),
    /** One of a closed set (`email`, `fullName`, `phone`, …); null: nothing is sure enough. */
    meaning: z.string().nullable(),
    /** The same in the words of labelled collections (`emailAddress`, `addressCity`, …); `unknown` for what they have no word for. */
    type: z.string(),
    /** What the workspace calls it; null for what no mapping may use (passwords, payment cards, user names). */
    name: z.string().nullable(),
    confidence: Confidence,
    /** Why the field is left alone, where it is known what it is: `captcha`, `honeypot`, `hidden`, `search`, `code`, `choice`. */
    ignored: z.string().nullable(),
    reasons: z.array(Reason),
    alternatives: z.array(z.object({ meaning: z.string(), type: z.string(), confidence: Confidence })),
    /** Why this field could not be read; the others are answered. */
    error: z.object({ message: z.string(), problems: z.array(ProblemSchema) }).optional(),
  })
  .meta({ id: 'FieldSuggestion' });

export const MappingSuggestion = z
  .object({
    /** The field of the destination. */
    target: z.string(),
    label: z.string(),
    /** What the workspace calls what it holds. */
    name: z.string(),
    rule: Rule,
    confidence: Confidence,
    from: z.array(z.object({ path: z.string(), reasons: z.array(Reason) })),
  })
  .meta({ id: 'MappingSuggestion' });

/** One name for one meaning, whatever each form calls it. */
export const VocabularyTerm = z
  .strictObject({
    name: z
      .string()
      .max(60)
      .regex(/^[a-z][a-z0-9_]*$/, 'A name is written in small letters, digits and _: "room_type".'),
    label: z.string().min(1).max(120),
    /** One of the closed set; null for what only this workspace asks for. */
    meaning: z.string().nullable().default(null),
    /** Labels and keys that forms use for it. */
    words: z.array(z.string().min(1).max(200)).max(100).default([]),
  })
  .meta({ id: 'VocabularyTerm' });

export const Vocabulary = z.object({
  items: z.array(VocabularyTerm.extend({ /** Whether the workspace itself has named it. */ own: z.boolean() })),
});
