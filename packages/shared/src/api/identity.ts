import { z } from 'zod';

const Time = z.iso.datetime();
const Id = z.string();
const text = z.string().max(1000);

/**
 * What is known of somebody, as it was typed; everything may be missing. Members under the names that other systems' exports
 * use are understood too: `rid`; `first`, `given_name`; `last`, `surname`, `family_name`; `full`, `full_name`; `mobile`; `organization`;
 * `address`, `address_1`, `address_2`, `street_number`; `suburb`, `town`; `zip`, `postal_code`; `state`, `province`;
 * `date_of_birth`, `birthday`; `soc_sec_id`. What is not understood is not looked at.
 */
export const Contact = z
  .looseObject({
    id: z.string().min(1).max(200).optional(),
    name: text.optional(),
    firstName: text.optional(),
    lastName: text.optional(),
    email: text.optional(),
    phone: text.optional(),
    /** ISO 3166-1 alpha-2; reads phone numbers written without a country code. */
    country: text.optional(),
    company: text.optional(),
    street: text.optional(),
    city: text.optional(),
    postcode: text.optional(),
    region: text.optional(),
    /** In any notation, the same one for all contacts. */
    birthDate: text.optional(),
    /** A number that an authority gave the person. */
    nationalId: text.optional(),
    externalIds: z.record(z.string().max(64), z.string().max(255)).optional(),
  })
  .meta({ id: 'Contact' });

/** Why two contacts look like one person. */
export const Clue = z
  .object({
    /** `name`, `email`, `phone`, …; `rarity`: how rare the name is that they share. */
    field: z.string(),
    /** How the field agrees: `same`, `close` (a typing mistake, a nickname), `mailbox` (the same behind another spelling), `different`, … */
    level: z.string(),
    /** Log-odds it adds; negative where it speaks against. */
    weight: z.number(),
  })
  .meta({ id: 'Clue' });

/** Two contacts of one cluster that are the same person beyond doubt. */
export const ContactLink = z
  .object({
    a: Id,
    b: Id,
    /** By what: an id, the address, the mailbox behind it, the phone number. */
    by: z.enum(['external_id', 'email', 'mailbox', 'phone']),
    /** How their names agree. */
    names: z.enum(['same', 'close', 'initial', 'single', 'partial', 'different', 'unknown']),
  })
  .meta({ id: 'ContactLink' });

/** What may be held of a person. */
export const PersonField = z.enum([
  'email',
  'phone',
  'name',
  'firstName',
  'lastName',
  'company',
  'street',
  'city',
  'postcode',
  'region',
  'country',
  'birthDate',
  'lifecycle',
]);
export type PersonField = z.infer<typeof PersonField>;

/**
 * Which of several values is held: `newest` by the source's time (the default) · `overwrite` whatever came in last ·
 * `fill_empty` the first one stays · `source_priority` the first source of `sources` that says anything, then the newest ·
 * `append` all of them, oldest first · `never` none is held · `review` the first one stays, and others wait for a
 * person. `lifecycle` never goes back, whatever its rule.
 */
export const FieldRule = z.strictObject({
  rule: z.enum(['newest', 'overwrite', 'fill_empty', 'source_priority', 'append', 'never', 'review']),
  /** Source ids, best first; for `source_priority`. */
  sources: z.array(z.string()).max(100).optional(),
});
export type FieldRule = z.infer<typeof FieldRule>;

export const IdentitySettings = z.object({
  /** Links made without asking; what is left out is suggested. */
  linkBy: z.array(z.enum(['external_id', 'email', 'mailbox', 'phone'])).default(['external_id', 'email', 'mailbox', 'phone']),
  /** Whether possible same persons are put up for review. */
  suggest: z.boolean().default(true),
  /** How values are chosen; fields without a rule hold the newest. */
  fields: z.partialRecord(PersonField, FieldRule).default({}),
});
export type IdentitySettings = z.infer<typeof IdentitySettings>;

/** A value and where it comes from. */
export const HeldValue = z
  .object({
    value: z.string(),
    recordId: Id,
    sourceId: Id,
    eventId: Id.nullable(),
    /** When its source says it was so. */
    at: Time,
    /** Rule by which it is held; `review` values wait for a person. */
    rule: FieldRule.shape.rule,
    /** Other values that wait for a person, under the rule `review`. */
    waiting: z.array(z.object({ value: z.string(), recordId: Id, sourceId: Id, at: Time })),
  })
  .meta({ id: 'HeldValue' });

export const PersonConsent = z
  .object({
    channel: z.string(),
    state: z.string(),
    at: Time.nullable(),
    /** Of an opt-in that may lift an earlier opt-out: `agreed` to words, `confirmed` by double opt-in, by an owner’s `hand`. */
    kind: z.enum(['agreed', 'confirmed', 'hand']).nullable(),
    /** The record that says so; of an opt-out that somebody else gave, the one with the address it stands for. */
    recordId: Id,
    /** Of an opt-out that somebody else gave: the address or number of this person that it stands for. Null: the person's own. */
    givenFor: z.string().nullable().default(null),
  })
  .meta({ id: 'PersonConsent' });

export const IdentifiedPerson = z
  .object({
    id: Id,
    /** `company`: only a desk's address (`info@`) is known, and no name. */
    kind: z.enum(['person', 'company']),
    fields: z.partialRecord(PersonField, HeldValue),
    /** An opt-out of any of the records wins, unless the person or an owner lifted it later; so does one that somebody else gave for the same address. */
    consent: z.array(PersonConsent),
    /** At most 200 are looked at: those that opted out, then the latest. */
    records: z.int(),
    createdAt: Time,
    updatedAt: Time,
  })
  .meta({ id: 'IdentifiedPerson' });

/** What one source said of a person. */
export const IdentityRecord = z
  .object({
    id: Id,
    sourceId: Id,
    eventId: Id.nullable(),
    contact: z.record(z.string(), z.unknown()),
    /** Why it is this person's; `new`: it made them, `person`: somebody put it there. */
    joinedBy: z.object({ by: z.string(), names: z.string().optional() }),
    firstAt: Time,
    lastAt: Time,
  })
  .meta({ id: 'IdentityRecord' });

export const PersonMerge = z
  .object({
    id: Id,
    intoPerson: Id,
    fromPerson: Id,
    records: z.int(),
    reason: z.string(),
    mergedAt: Time,
    mergedBy: z.string(),
    undoneAt: Time.nullable(),
    undoneBy: z.string().nullable(),
  })
  .meta({ id: 'PersonMerge' });

export const IdentifiedPersonDetail = IdentifiedPerson.extend({
  recordList: z.array(IdentityRecord),
  /** Merges into them, and splits from them, latest first. */
  merges: z.array(PersonMerge),
}).meta({ id: 'IdentifiedPersonDetail' });

export const PersonSuggestion = z
  .object({
    id: Id,
    state: z.enum(['open', 'accepted', 'rejected']),
    /** How likely they are one person, between 0 and 1. */
    score: z.number(),
    reasons: z.array(Clue),
    a: IdentifiedPerson,
    b: IdentifiedPerson,
    createdAt: Time,
    decidedAt: Time.nullable(),
    decidedBy: z.string().nullable(),
  })
  .meta({ id: 'PersonSuggestion' });
