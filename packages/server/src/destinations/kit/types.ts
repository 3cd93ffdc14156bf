import type { Envelope, Problem } from '@handoff/shared/event';
import type { Mapping } from '@handoff/shared/mapping';
import type { z } from 'zod';
import type { Language } from '../../words/language.ts';

/**
 * What an answer means for us. Every vendor answer ends as exactly one of these; `delivery/react`
 * decides what follows from each, in one table.
 */
export type Classification =
  | { kind: 'ok' }
  /** Not done, certainly; try again. `afterMs` is the vendor's own hint and always wins over our backoff. */
  | { kind: 'retry'; code: string; message: string; afterMs?: number }
  /** The vendor will never take it as it is. Messages are for the site owner; paths point into the payload. */
  | { kind: 'permanent'; code: string; message: string; problems: Problem[] }
  /** The credentials no longer work: hold the connection, alert its owner. */
  | { kind: 'reauth'; code: string; message: string }
  /** The credentials work but may not do this: hold the connection, alert its owner. */
  | { kind: 'scope'; code: string; message: string; missing: string[] }
  /** The record is there already; `id` names it. Operations turn this into success where that is right. */
  | { kind: 'duplicate'; id: string; message: string }
  /** The call may or may not have been carried out (timeout, reset while answering). */
  | { kind: 'unknown'; code: string; message: string };

/** Thrown by `perform` (mostly through `ctx.call`) whenever the outcome is not `ok`. */
export class DestinationFailure extends Error {
  override readonly name = 'DestinationFailure';
  readonly classification: Exclude<Classification, { kind: 'ok' }>;
  readonly response: VendorResponse | undefined;
  constructor(classification: Exclude<Classification, { kind: 'ok' }>, response?: VendorResponse) {
    super(classification.message);
    this.classification = classification;
    this.response = response;
  }
}

/** A request to a vendor. `path` is joined to the connection's base URL; `url` is absolute and only for links a vendor gave us. */
export interface VendorRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path?: string;
  url?: string;
  query?: Record<string, string | number | undefined>;
  headers?: Record<string, string>;
  /** Sent as JSON. */
  json?: unknown;
  /** Sent as application/x-www-form-urlencoded. */
  form?: Record<string, string>;
  /** Sent as is; the caller sets content-type. */
  text?: string;
  /** A POST that only reads (a search): when its answer is lost nothing is in doubt, so it counts as `retry` like a GET. */
  reads?: true;
}

/** A vendor's answer, read whole (capped at 1 MiB). `json` is undefined where the body is not JSON. */
export interface VendorResponse {
  status: number;
  headers: Record<string, string>;
  text: string;
  json: unknown;
}

/** What a destination gets to work with. Everything it sends goes through here, so that it is timed, sanitized and recorded. */
export interface CallContext<S = unknown> {
  /** The connection's settings, with its secrets opened. */
  settings: S;
  /** The same for every try of one delivery (also when replayed), so a vendor's request key stays harmless. */
  idempotencyKey: string;
  /** Our event id; for systems that let a client name the record. */
  eventId: string;
  /** The W3C trace this call is part of. Only for receivers that are the owner's own: to a vendor it says nothing. */
  traceparent?: string | undefined;
  /** Now, in epoch milliseconds. */
  now: () => number;
  /** Sends without judging the answer. Throws DestinationFailure `unknown` or `retry` on transport errors. */
  send: (request: VendorRequest) => Promise<VendorResponse>;
  /** Sends, classifies, and throws DestinationFailure unless the answer is ok. */
  call: (request: VendorRequest) => Promise<VendorResponse>;
}

/** What became of a call that worked. */
export interface Performed {
  /** The record's id at the destination. */
  id?: string;
  /** Where a person can look at it. */
  url?: string;
  /** Read by later steps under `/steps/<key>/…`; always holds `id` where there is one. */
  output?: Record<string, unknown>;
  /** Whether it made a new record or changed one, where the vendor says. */
  effect?: 'created' | 'updated' | 'unchanged' | 'sent';
  /** Fields the destination dropped or changed, in words for the owner. */
  differences?: Problem[];
}

/** One field of the destination as the mapping editor shows it. */
export interface FieldSpec {
  /** JSON pointer into the operation's payload. */
  path: string;
  label: string;
  type: 'string' | 'text' | 'email' | 'phone' | 'number' | 'boolean' | 'date' | 'datetime' | 'enum' | 'list' | 'object';
  required: boolean;
  options?: { value: string; label: string }[];
  description?: string;
}

/**
 * How a repeat stays harmless.
 * - `keyed-upsert`: the vendor finds the record by a key in the payload; any call may be repeated.
 * - `request-key`: the vendor remembers `idempotencyKey`; any call may be repeated within its memory.
 * - `ledger`: the vendor remembers nothing. After an unknown outcome `lookup` finds the record before any
 *   retry; without `lookup` the delivery becomes `uncertain`, is shown, and is not retried by itself.
 */
export type Dedupe = 'keyed-upsert' | 'request-key' | 'ledger';

/** What a call changes where it is there already. */
export interface Updates {
  /** What kind of record, in one word: `contact`. Operations of one destination that name the same word change the same records. */
  record: string;
  /** The fields it is found by. */
  key: string[];
  /** Whether many events are about one record (a person, a company). False where one event makes it: an order's deal. */
  recurring: boolean;
  /** Members that take nothing away from what is there: tags that are only added, switches that are no field. */
  apart?: string[];
}

/** How to stop using a destination, in sentences for its owner. */
export interface Leaving extends LeavingWords {
  /** The vendor's page for it. */
  url?: string;
  /** The same in the other languages that panels speak; see `leavingIn`. */
  in?: Record<Exclude<Language, 'en'>, LeavingWords>;
}

interface LeavingWords {
  /** What stays at the destination once Handoff sends nothing more. */
  stays: string;
  /** What to export there before, and where. */
  export: string;
  /** How to take Handoff's access away. */
  revoke: string;
}

export interface OperationDefinition<S, P> {
  title: string;
  description: string;
  /** The one source of validation, JSON schema and required marks. */
  payload: z.ZodType<P>;
  /** OAuth scopes this operation needs. */
  scopes: string[];
  dedupe: Dedupe;
  /** Left out where every call makes something of its own (a message, a ticket, an invoice); the map tells conflicts by it. */
  updates?: Updates;
  /** Set where a call reaches people (a chat message, a mail, a ticket, or who knows whom): left out for a quiet import. */
  messages?: true;
  /** Set where the payload has the member `quiet` (`kit/quiet.ts`): the pipeline fills it in, whatever the mapping says. */
  quietly?: true;
  perform: (ctx: CallContext<S>, payload: P) => Promise<Performed>;
  /** Up to `size` payloads at once; answers in the same order, each by itself. Not for `ledger`: nothing is looked up before a batch. */
  performBatch?: { size: number; perform: (ctx: CallContext<S>, payloads: P[]) => Promise<(Performed | DestinationFailure)[]> };
  /** For `ledger`: finds the record an earlier try may have made. Undefined means it is certainly not there. */
  lookup?: (ctx: CallContext<S>, payload: P) => Promise<Performed | undefined>;
  /** For preview: what this payload would update, if anything. Must not write. */
  findMatch?: (ctx: CallContext<S>, payload: P) => Promise<{ id: string; label: string; url?: string } | undefined>;
  /** The fields, the account's custom ones included. Without it they are read off `payload`. */
  listFields?: (ctx: CallContext<S>) => Promise<FieldSpec[]>;
  /** A first mapping that needs no editing for an event of this type; sample helps to choose form fields. */
  defaultMapping: (type: string, sample?: Envelope) => Mapping;
  /** Extra limiter scopes that depend on the payload (a channel, a mailbox). */
  limits?: (settings: S, payload: P) => LimitSpec[];
}

/**
 * At most `max` calls in any `windowMs` over everything that shares `scope`, and at most `concurrency` deliveries at once of each
 * connection (over all servers). Two connections of one scope share `max` only.
 */
export interface LimitSpec {
  /** Names what the vendor counts: `account:1234`, `channel:C042`. Prefixed with the destination type by the kit. */
  scope: string;
  max: number;
  windowMs: number;
  concurrency?: number;
  /** How much of `max` one delivery uses at most, where it is more than 1: several calls, or a vendor that prices calls. */
  cost?: number;
  /** It counts calls, however many a delivery makes: each waits for its own, and a batch costs one. */
  perCall?: true;
  /** For a vendor that prices its calls: what one takes of `max`. `cost` is set aside beforehand, and what was not spent of it is given back. */
  price?: (call: CallSeen) => number;
}

/** A call as a limit looks at it. */
export interface CallSeen {
  method: string;
  path: string;
}

export type AuthSpec<S> =
  | { kind: 'none' }
  /** Credentials are secret settings; adds them to each request. */
  | { kind: 'key'; apply: (settings: S, request: Request) => void }
  /** Authorization code flow; tokens are kept sealed beside the settings. */
  | {
      kind: 'oauth2';
      authorizationUrl: (settings: S) => string;
      /** At sign-in `callback` is the query the person came back with, where some vendors name one of their data centres: follow it to known ones only. */
      tokenUrl: (settings: S, callback?: URLSearchParams) => string;
      revocationUrl?: (settings: S) => string;
      /** Where the vendor ends an account's whole access with any of its tokens: names that account, so that it is ended with its last connection only. */
      grant?: (settings: S) => string | undefined;
      /** How the client proves itself at the token endpoint. */
      clientAuth: 'basic' | 'post';
      pkce: boolean;
      /** Names an OAuth app that several destinations of one vendor may share (`google`); used where this one has none of its own. */
      sharedApp?: string;
      /** What stands between scopes in the sign-in address; a space by default, as the standard has it (Zoho: a comma). */
      scopeSeparator?: ',';
      /** Asked for at every sign-in beside the operations' own, and not held against what was granted (`offline_access`, a right to erase). */
      signInScopes?: string[];
      extraAuthorizationParams?: Record<string, string>;
      /** Sent along with each request for tokens (Zendesk: how long they shall live). */
      extraTokenParams?: Record<string, string>;
      /** Milliseconds before expiry at which a token is refreshed (Exact refuses early: 30 s). */
      refreshBeforeMs: number;
      /** True where the settings hold a key instead (private app token): then no OAuth is needed. */
      keyInstead?: (settings: S) => boolean;
      apply: (settings: S, request: Request, accessToken: string | undefined) => void;
      /**
       * Settings the vendor tells only with the tokens (its API host, the account's id), to be merged into the connection's own.
       * `answer` holds `access_token` and all the vendor said beside it; `callback` is the query of the address the person came
       * back to, where some vendors name the account. A browser brought it: trust it no further than the tokens reach.
       */
      settingsFromToken?: (
        answer: Record<string, unknown>,
        fetch: (request: Request) => Promise<Response>,
        back: { settings: S; callback: URLSearchParams },
      ) => Promise<Partial<S>>;
    };

/** A person to be erased at a vendor: what we know the vendor knows them by. */
export interface PersonAtVendor {
  email?: string | undefined;
  /** Records our deliveries made or changed, each with the operation that did. */
  records: { operation: string; id: string }[];
}

/** What an erasure could not or must not reach, and why, in sentences for the receipt. */
export interface Erased {
  stays: string;
}

export interface DestinationDefinition<S = any> {
  /** Folder name and registry key: `hubspot`. */
  type: string;
  title: string;
  /** What a person sees in the list of destinations. */
  description: string;
  /** The vendor's API version and the day it was checked: `2026-09 (2026-11-21)`. */
  apiVersion: string;
  /** The day from which the vendor no longer answers for that version, where it says one; `source`: where it says so. */
  apiVersionEnds?: { on: string; source: string };
  /** Every setting with `.meta({ title, description, secret? })`. Forms, masking and validation come from here. */
  settings: z.ZodType<S>;
  auth: AuthSpec<S>;
  /** Where requests go; a connection may override it only where the server's configuration allows. */
  baseUrl: (settings: S) => string;
  limits: (settings: S) => LimitSpec[];
  /** Proves that the credentials work; `account` is the account's name in the owner's words. */
  testConnection: (ctx: CallContext<S>) => Promise<{ account: string; scopes?: string[] }>;
  /** Reads the meaning of any answer that arrived; transport errors are classified by the kit. */
  classify: (response: VendorResponse, now: number) => Classification;
  /** Further texts (literal, not patterns) to blank out of recorded requests and answers, beyond secrets and auth headers. */
  redact?: (settings: S) => string[];
  /**
   * Erases a person for good, where the vendor offers that; a repeat, or somebody who is not there, must be harmless. What only the
   * owner can do is a `permanent` failure in words for them (`kit/erase.ts`). Without it the owner is told to do it by hand.
   */
  erasePerson?: (ctx: CallContext<S>, person: PersonAtVendor) => Promise<Erased | void>;
  leaving: Leaving;
  operations: Record<string, OperationDefinition<S, any>>;
}

/** Checks the definition's types; the runtime value is the same. */
export function defineDestination<S>(definition: DestinationDefinition<S>): DestinationDefinition<S> {
  return definition;
}

/** Checks one operation's types against its payload schema. */
export function defineOperation<S, P>(operation: OperationDefinition<S, P>): OperationDefinition<S, P> {
  return operation;
}
