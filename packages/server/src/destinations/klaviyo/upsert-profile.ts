import { z } from 'zod';
import { defineOperation, type CallContext, type Performed } from '../kit/index.ts';
import { get } from './api.ts';
import { isRefusal, passOptIns, passOptOuts, statements } from './consent.ts';
import { profileFields } from './fields.ts';
import { importProfile, type Imported } from './import-profile.ts';
import { profileUrl } from './profile.ts';
import { profileMapping } from './profile-mapping.ts';
import { ProfilePayload } from './profile-payload.ts';
import { endpointLimits, type Settings } from './settings.ts';

export const upsertProfile = defineOperation<Settings, ProfilePayload>({
  title: 'Add or update a person',
  description: 'Adds a profile or updates the one with this e-mail address or phone number, and passes their consent on.',
  payload: ProfilePayload,
  scopes: [
    'accounts:read',
    'lists:read',
    'lists:write',
    'profiles:read',
    'profiles:write',
    'subscriptions:write',
    // Not for writing a profile, but for erasing one when its person asks for that.
    'data-privacy:write',
  ],
  dedupe: 'keyed-upsert',
  quietly: true,
  updates: { record: 'person', key: ['/email', '/phone', '/externalId'], recurring: true, apart: ['/quiet'] },
  perform,
  findMatch,
  listFields: profileFields,
  defaultMapping: profileMapping,
  limits: (settings, payload) => [
    ...endpointLimits(settings, 'import', 75, 750),
    ...(payload.consent === undefined ? [] : endpointLimits(settings, 'consent', 75, 750)),
  ],
});

async function perform(ctx: CallContext<Settings>, payload: ProfilePayload): Promise<Performed> {
  const said = statements(payload);
  const imported = await importOrOptOut(ctx, payload, said);
  const notes = [...(await passOptOuts(ctx, said)), ...(await passOptIns(ctx, payload, said, imported))];
  const { profile, isNew } = imported;
  const differences = [...imported.notes, ...notes];
  return {
    id: profile.id,
    url: profileUrl(profile.id),
    output: { id: profile.id, ...(profile.attributes.email ? { email: profile.attributes.email } : {}) },
    effect: isNew ? 'created' : 'updated',
    ...(differences.length === 0 ? {} : { differences }),
  };
}

/** Klaviyo may refuse a field of the profile for good; the person's opt-out does not wait until that is mended. */
async function importOrOptOut(ctx: CallContext<Settings>, payload: ProfilePayload, said: ReturnType<typeof statements>): Promise<Imported> {
  try {
    return await importProfile(ctx, payload);
  } catch (error) {
    if (isRefusal(error)) await passOptOuts(ctx, said);
    throw error;
  }
}

const Found = z.looseObject({
  data: z.array(
    z.looseObject({
      id: z.string(),
      attributes: z.looseObject({ email: z.string().nullish(), first_name: z.string().nullish(), last_name: z.string().nullish() }),
    }),
  ),
});

async function findMatch(ctx: CallContext<Settings>, { email }: ProfilePayload) {
  if (email === undefined) return undefined;
  const answer = await ctx.call(
    get('/api/profiles', {
      filter: `equals(email,${JSON.stringify(email.toLowerCase())})`,
      'fields[profile]': 'email,first_name,last_name',
      'page[size]': 1,
    }),
  );
  const found = Found.safeParse(answer.json).data?.data[0];
  if (found === undefined) return undefined;
  const { first_name, last_name } = found.attributes;
  const name = [first_name, last_name].filter(Boolean).join(' ');
  return { id: found.id, label: name === '' ? email : `${name} (${email})`, url: profileUrl(found.id) };
}
