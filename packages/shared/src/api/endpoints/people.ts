import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { IdentifiedPersonDetail } from '../identity.ts';
import * as r from '../resources.ts';
import { id, inWs, ws } from './parts.ts';

/** Who is meant. An event is theirs where its subject has this e-mail address or this phone number, in any spelling. */
const Person = z
  .strictObject({
    email: z.string().trim().min(1).max(320).optional(),
    /** With its country code; without one it is found only where the event's country says how to read it, or as it was typed. */
    phone: z.string().trim().min(1).max(64).optional(),
    /** Whose the source knows by an id, under its name there (`shopify_customer`): found under every address they ever had. */
    externalIds: z.record(z.string().min(1).max(64), z.string().min(1).max(255)).optional(),
    /** Events before this position; take it from `next` of the answer before. */
    before: z.int().optional(),
  })
  .refine(
    ({ email, phone, externalIds = {} }) => email !== undefined || phone !== undefined || Object.keys(externalIds).length > 0,
    'Say who: send an e-mail address, a phone number, or an id.',
  );

/** Where to go on; null: everything was looked through. */
const next = z.int().nullable();

/** All that is kept of a person about one event. */
export const PersonRecord = r.EventSummary.extend({
  /** The envelope as received. */
  envelope: z.record(z.string(), z.unknown()),
  /** What the person agreed to with it, as received. */
  consent: z.array(z.unknown()),
  deliveryList: z.array(r.Delivery),
}).meta({ id: 'PersonRecord' });

/** A record of the person at a destination. */
export const HeldRecord = z
  .object({
    connectionId: id,
    /** The destination's name, such as HubSpot. */
    destination: z.string(),
    /** What its owner called the connection. */
    connection: z.string(),
    account: z.string().nullable(),
    /** Null where the destination names no records. */
    recordId: z.string().nullable(),
    url: z.string().nullable(),
    /** False: it is not known whether the record arrived there. */
    certain: z.boolean(),
    /** `asked`: the destination is asked to erase the person, see `listErasures`. `by_hand`: only its owner can. */
    erasure: z.enum(['asked', 'by_hand']),
  })
  .meta({ id: 'HeldRecord' });

/** A destination that was asked to erase a person. Whom, is forgotten once it is done. */
export const Erasure = z
  .object({
    id,
    connectionId: id,
    destination: z.string(),
    connection: z.string(),
    /** `failed`: has to be done by hand, `message` says why. */
    state: z.enum(['pending', 'done', 'failed']),
    attempts: z.int(),
    message: z.string().nullable(),
    requestedBy: z.string(),
    requestedAt: z.iso.datetime({ offset: true }),
    nextAt: z.iso.datetime({ offset: true }).nullable(),
    finishedAt: z.iso.datetime({ offset: true }).nullable(),
  })
  .meta({ id: 'Erasure' });

const Erased = z.object({
  /** How many of each have lost their personal data in this call. */
  events: z.int(),
  deliveries: z.int(),
  attempts: z.int(),
  /** Deliveries that were still to be sent, or waited for a person, and are now cancelled. */
  cancelled: z.int(),
  /** What destinations still hold of what this call erased. The receipt keeps the whole list. */
  destinations: z.array(HeldRecord),
  next,
});

const receiptId = z.string();

export const peopleEndpoints = {
  exportPerson: endpoint({
    method: 'POST',
    path: '/v1/workspaces/{workspaceId}/people/export',
    tag: 'people',
    access: 'panel',
    needs: 'manager',
    status: 200,
    summary: 'Everything that is kept of a person, latest first. Ask again with `before` until `next` is null.',
    params: ws,
    body: Person,
    answer: z.object({
      items: z.array(PersonRecord),
      /** Whom they are known as, with what each source said; on the first page. */
      persons: z.array(IdentifiedPersonDetail).default([]),
      /** See `getReceipt`. */
      receiptId,
      next,
    }),
  }),
  erasePerson: endpoint({
    method: 'POST',
    path: '/v1/workspaces/{workspaceId}/people/erase',
    tag: 'people',
    access: 'panel',
    needs: 'owner',
    status: 200,
    summary: 'Erase the personal data of a person’s events and send nothing more of them. Ask again with `before` until `next` is null.',
    params: ws,
    body: Person,
    answer: Erased.extend({
      /** See `getReceipt`. */
      receiptId,
    }),
  }),
  eraseSource: endpoint({
    method: 'POST',
    path: '/v1/workspaces/{workspaceId}/sources/{sourceId}/erase',
    tag: 'people',
    access: 'panel',
    needs: 'owner',
    status: 200,
    summary:
      'Erase the personal data of all that one source sent and send nothing more of it. Ask again with `before` until `next` is null.',
    params: inWs({ sourceId: id }),
    body: z.strictObject({ before: z.int().optional() }),
    answer: Erased.extend({
      /** See `getReceipt`. */
      receiptId,
    }),
  }),
  listErasures: endpoint({
    method: 'GET',
    path: '/v1/workspaces/{workspaceId}/people/erasures',
    tag: 'people',
    access: 'panel',
    status: 200,
    summary: 'What destinations were asked to erase, and what became of it; latest first, at most 200.',
    params: ws,
    answer: z.object({ items: z.array(Erasure) }),
  }),
  confirmErasure: endpoint({
    method: 'POST',
    path: '/v1/workspaces/{workspaceId}/people/erasures/{erasureId}/confirm',
    tag: 'people',
    access: 'panel',
    needs: 'owner',
    status: 200,
    summary: 'Somebody erased the person by hand where the destination did not.',
    params: ws.extend({ erasureId: id }),
    answer: Erasure,
  }),
};
