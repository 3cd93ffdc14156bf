import type { Problem } from '@handoff/shared/event';
import { DestinationFailure, type CallContext } from '../kit/index.ts';
import { post } from './api.ts';
import { INVALID } from './classify.ts';
import { attributesOf, differencesFrom, readProfile, type Attributes, type Profile } from './profile.ts';
import type { ProfilePayload } from './profile-payload.ts';
import type { Settings } from './settings.ts';

export interface Imported {
  profile: Profile;
  isNew: boolean;
  /** What Klaviyo took in the end. */
  sent: Attributes;
  /** Fields that were left out, dropped or changed. */
  notes: Problem[];
}

const IDENTIFIERS = ['email', 'phone_number', 'external_id'] as const;
type Identifier = (typeof IDENTIFIERS)[number];

/**
 * Creates the profile or updates the one Klaviyo finds by these identifiers, and answers with it, its consent included.
 * Where one identifier stands in the way (two profiles share them, or the phone number is not real), the person still gets
 * in by the first of them, and the owner is told what was left out.
 */
export async function importProfile(ctx: CallContext<Settings>, payload: ProfilePayload): Promise<Imported> {
  const { attributes, notes } = attributesOf(payload);
  if (IDENTIFIERS.every((name) => attributes[name] === undefined)) throw unidentified(notes);
  try {
    return await send(ctx, attributes, notes);
  } catch (error) {
    const left = error instanceof DestinationFailure ? without(attributes, error) : undefined;
    if (left === undefined) throw error;
    try {
      return await send(ctx, left.attributes, [...notes, ...left.notes]);
    } catch (again) {
      throw again instanceof DestinationFailure && again.classification.kind === 'duplicate' ? stillTwice(again) : again;
    }
  }
}

async function send(ctx: CallContext<Settings>, attributes: Attributes, notes: Problem[]): Promise<Imported> {
  const answer = await ctx.call(
    post('/api/profile-import', { type: 'profile', attributes }, { 'additional-fields[profile]': 'subscriptions' }),
  );
  const profile = readProfile(answer.json);
  return { profile, isNew: answer.status === 201, sent: attributes, notes: [...notes, ...differencesFrom(attributes, profile.attributes)] };
}

/** What can be sent instead, and what to tell of it; undefined where leaving something out would not help. */
function without(attributes: Attributes, { classification }: DestinationFailure): { attributes: Attributes; notes: Problem[] } | undefined {
  const [first, ...others] = IDENTIFIERS.filter((name) => attributes[name] !== undefined);
  if (classification.kind === 'duplicate') {
    if (others.length === 0) throw stillTwice(undefined);
    return drop(attributes, others, (name) => twice(name, classification.id));
  }
  if (classification.kind !== 'permanent' || classification.code !== INVALID || first === 'phone_number') return undefined;
  const { problems } = classification;
  const isPhoneOnly = problems.length > 0 && problems.every(({ path }) => path === '/phone');
  if (!isPhoneOnly || attributes.phone_number === undefined) return undefined;
  return drop(attributes, ['phone_number'], () => `Left out, so that the person gets in. ${problems[0]?.message ?? ''}`);
}

function drop(attributes: Attributes, names: readonly Identifier[], message: (name: Identifier) => string) {
  const left = { ...attributes };
  for (const name of names) delete left[name];
  return {
    attributes: left,
    notes: names.map((name) => ({ path: name === 'phone_number' ? '/phone' : '/externalId', message: message(name) })),
  };
}

function twice(name: Identifier, id: string): string {
  const what = name === 'phone_number' ? 'this phone number' : 'this external ID';
  const other = id === '' ? 'another profile' : `another profile (${id})`;
  return `Left out: Klaviyo has ${what} on ${other}. If both profiles are the same person, merge them in Klaviyo.`;
}

function stillTwice(failure: DestinationFailure | undefined): DestinationFailure {
  const message =
    'Klaviyo has this person on two profiles and cannot tell which one is meant. Merge the two profiles in Klaviyo, then send the event again.';
  return new DestinationFailure({ kind: 'permanent', code: 'duplicate_profile', message, problems: [] }, failure?.response);
}

function unidentified(problems: Problem[]): DestinationFailure {
  const message =
    'Klaviyo has nothing to know this person by: there is no e-mail address, and the phone number is not in international form.';
  return new DestinationFailure({ kind: 'permanent', code: 'no_identifier', message, problems });
}
