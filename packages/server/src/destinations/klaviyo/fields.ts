import { formatPointer } from '@handoff/shared/mapping';
import { z } from 'zod';
import { fieldsOf, type CallContext, type FieldSpec } from '../kit/index.ts';
import { get } from './api.ts';
import { ProfilePayload } from './profile-payload.ts';
import type { Settings } from './settings.ts';

const Sample = z.looseObject({
  data: z.array(z.looseObject({ attributes: z.looseObject({ properties: z.record(z.string(), z.unknown()).nullish() }) })),
});

/**
 * Klaviyo has no list of an account's custom properties: they are whatever its profiles hold. Those of the hundred
 * profiles that changed last are offered by name; the open "Custom properties" takes any other, so none can go missing.
 */
export async function profileFields(ctx: CallContext<Settings>): Promise<FieldSpec[]> {
  const answer = await ctx.call(get('/api/profiles', { 'fields[profile]': 'properties', 'page[size]': 100, sort: '-updated' }));
  const profiles = Sample.safeParse(answer.json).data?.data ?? [];
  const types = new Map<string, FieldSpec['type']>();
  for (const { attributes } of profiles) {
    for (const [name, value] of Object.entries(attributes.properties ?? {})) {
      // What starts with a dollar sign is Klaviyo's own.
      if (!name.startsWith('$') && value !== null && !types.has(name)) types.set(name, typeOf(value));
    }
  }
  const custom = [...types]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, type]): FieldSpec => ({
      path: formatPointer(['properties', name]),
      label: name,
      type,
      required: false,
    }));
  return [...fieldsOf(ProfilePayload), ...custom];
}

function typeOf(value: unknown): FieldSpec['type'] {
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'object')
    return typeof value as 'number' | 'boolean' | 'object';
  return 'string';
}
