import { TwinRefusal, invalid } from './errors.ts';
import type { ConsentJob, ImportAttributes, TwinEventBody } from './requests.ts';

export type ConsentState = 'SUBSCRIBED' | 'UNSUBSCRIBED' | 'NEVER_SUBSCRIBED';
type Identifiers = Partial<Record<'email' | 'phone_number' | 'external_id', string | null | undefined>>;

export interface TwinProfile {
  id: string;
  fields: Record<string, unknown>;
  location: Record<string, unknown>;
  properties: Record<string, unknown>;
  consent: { email: ConsentState; sms: ConsentState; whatsapp: ConsentState };
  suppression: string[];
  /** Lists they left, by reason. */
  leftLists: Record<string, string>;
  lists: string[];
}

export interface TwinList {
  id: string;
  name: string;
  optIn: 'single_opt_in' | 'double_opt_in';
}

/** What a subscribe job takes away without asking. A bounce stays. */
const LIFTED = new Set(['UNSUBSCRIBE', 'SPAM_COMPLAINT', 'USER_SUPPRESSED']);
const IDENTIFIERS = ['email', 'phone_number', 'external_id'] as const;

/** One Klaviyo account: its people, their consent and what they did. Jobs are carried out at once. */
export class TwinAccount {
  readonly profiles = new Map<string, TwinProfile>();
  readonly events: (TwinEventBody & { profileId: string })[] = [];
  /** Addresses that were asked to confirm, each with its list. */
  readonly asked = new Set<string>();
  readonly lists: TwinList[];
  /** What Klaviyo makes of values it is sent. */
  readonly alter: (attributes: ImportAttributes) => ImportAttributes;
  #made = 0;
  constructor(lists: TwinList[], alter: (attributes: ImportAttributes) => ImportAttributes) {
    this.lists = lists;
    this.alter = alter;
  }

  import(sent: ImportAttributes): { profile: TwinProfile; isNew: boolean } {
    const { location, properties, ...fields } = this.alter(sent);
    checkIdentifiers(fields, '/data/attributes');
    const found = new Set(IDENTIFIERS.flatMap((name) => this.find({ [name]: fields[name] }) ?? []));
    const [existing, other] = [...found];
    if (other !== undefined) {
      throw new TwinRefusal(409, 'duplicate_profile', 'A profile already exists with one of these identifiers.', '/data/attributes', {
        duplicate_profile_id: other.id,
      });
    }
    const profile = existing ?? this.make();
    Object.assign(profile.fields, fields);
    Object.assign(profile.location, location);
    Object.assign(profile.properties, properties);
    return { profile, isNew: existing === undefined };
  }

  find(by: Identifiers): TwinProfile | undefined {
    const [name, value] = Object.entries(by).find(([, one]) => one !== undefined && one !== null) ?? [];
    if (name === undefined) return undefined;
    return [...this.profiles.values()].find(({ fields }) => same(fields[name], value));
  }

  make(fields: Record<string, unknown> = {}): TwinProfile {
    this.#made += 1;
    const id = `01TWIN${String(this.#made).padStart(20, '0')}`;
    const consent = { email: 'NEVER_SUBSCRIBED', sms: 'NEVER_SUBSCRIBED', whatsapp: 'NEVER_SUBSCRIBED' } as const;
    const profile: TwinProfile = {
      id,
      fields,
      location: {},
      properties: {},
      consent: { ...consent },
      suppression: [],
      leftLists: {},
      lists: [],
    };
    this.profiles.set(id, profile);
    return profile;
  }

  subscribe({ attributes, relationships }: ConsentJob): void {
    const list = this.#list(relationships?.list.data.id);
    for (const [index, { id, attributes: person }] of attributes.profiles.data.entries()) {
      const { subscriptions, ...identifiers } = person;
      const at = `/data/attributes/profiles/data/${index}/attributes`;
      if (Object.values(subscriptions).some((channel) => channel?.marketing.consented_at !== undefined) && !attributes.historical_import)
        throw invalid("'consented_at' may only be given with 'historical_import'.", `${at}/subscriptions`);
      checkChannels(subscriptions, identifiers, at);
      const known = id === undefined ? this.find(identifiers) : this.profiles.get(id);
      // Somebody nobody knows becomes no profile unless a list wants them.
      if (known === undefined && list === undefined) continue;
      const profile = known ?? this.make({ ...identifiers });
      if (list?.optIn === 'double_opt_in' && subscriptions.email !== undefined) {
        this.asked.add(`${identifiers.email ?? ''} for ${list.id}`);
        continue;
      }
      if (subscriptions.email !== undefined) profile.suppression = profile.suppression.filter((reason) => !LIFTED.has(reason));
      for (const channel of ['email', 'sms', 'whatsapp'] as const)
        if (subscriptions[channel] !== undefined) profile.consent[channel] = 'SUBSCRIBED';
      if (list !== undefined && !profile.lists.includes(list.id)) profile.lists.push(list.id);
      if (list !== undefined) delete profile.leftLists[list.id];
    }
  }

  unsubscribe({ attributes, relationships }: ConsentJob): void {
    const list = this.#list(relationships?.list.data.id);
    for (const [index, { attributes: person }] of attributes.profiles.data.entries()) {
      const { subscriptions, ...identifiers } = person;
      checkChannels(subscriptions, identifiers, `/data/attributes/profiles/data/${index}/attributes`);
      const profile = this.find(identifiers) ?? this.make({ ...identifiers });
      if (list !== undefined && profile.lists.includes(list.id)) {
        profile.lists = profile.lists.filter((one) => one !== list.id);
        profile.leftLists[list.id] = 'UNSUBSCRIBE';
        continue;
      }
      for (const channel of ['email', 'sms', 'whatsapp'] as const)
        if (subscriptions[channel] !== undefined) profile.consent[channel] = 'UNSUBSCRIBED';
      if (subscriptions.email !== undefined && !profile.suppression.includes('UNSUBSCRIBE')) profile.suppression.push('UNSUBSCRIBE');
    }
  }

  /** Of events with one unique id, metric and person only the first is kept. */
  record(event: TwinEventBody): void {
    const identifiers = event.profile.data.attributes;
    checkIdentifiers(identifiers, '/data/attributes/profile/data/attributes');
    const profile = this.find(identifiers) ?? this.make({ ...identifiers });
    const isKnown = this.events.some(
      (one) => one.profileId === profile.id && one.unique_id === event.unique_id && nameOf(one) === nameOf(event),
    );
    if (!isKnown) this.events.push({ ...event, profileId: profile.id });
  }

  erase(id: string | undefined, by: Identifiers): void {
    const named = [id, ...Object.values(by)].filter((one) => one !== undefined);
    if (named.length !== 1) throw invalid('Exactly one of id, email, phone_number must be given.', '/data/attributes/profile/data');
    const profile = id === undefined ? this.find(by) : this.profiles.get(id);
    if (profile === undefined) throw new TwinRefusal(404, 'not_found', 'A profile matching the identifier was not found.');
    this.profiles.delete(profile.id);
    this.events.splice(0, this.events.length, ...this.events.filter(({ profileId }) => profileId !== profile.id));
  }

  #list(id: string | undefined): TwinList | undefined {
    if (id === undefined) return undefined;
    const list = this.lists.find((one) => one.id === id);
    if (list === undefined) throw invalid(`The list ${id} does not exist.`, '/data/relationships/list/data/id');
    return list;
  }
}

function nameOf(event: TwinEventBody): string {
  return event.metric.data.attributes.name;
}

function same(a: unknown, b: unknown): boolean {
  return typeof a === 'string' && typeof b === 'string' && a.toLowerCase() === b.toLowerCase();
}

function checkIdentifiers(by: Identifiers, at: string): void {
  const { email, phone_number: phone } = by;
  if (IDENTIFIERS.every((name) => by[name] === undefined || by[name] === null)) throw invalid('At least one identifier is required.', at);
  if (typeof email === 'string' && email.endsWith('.invalid')) throw invalid('Invalid email address', `${at}/email`);
  // What looks like a number need not be one: 999 is no country.
  if (typeof phone === 'string' && (!/^\+[1-9]\d{6,14}$/.test(phone) || phone.startsWith('+999')))
    throw invalid('Invalid phone number format (Example of a valid format: +12345678901)', `${at}/phone_number`);
}

function checkChannels(subscriptions: Record<string, unknown>, by: Identifiers, at: string): void {
  checkIdentifiers(by, at);
  if (subscriptions['email'] !== undefined && by.email === undefined)
    throw invalid("'email' must not be empty when the email channel is included in 'subscriptions'.", `${at}/email`);
  if ((subscriptions['sms'] ?? subscriptions['whatsapp']) !== undefined && by.phone_number === undefined)
    throw invalid("'phone_number' must not be empty when the sms channel is included in 'subscriptions'.", `${at}/phone_number`);
}
