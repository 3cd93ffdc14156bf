import { createTwin, type Twin, type TwinOptions } from '../../testing/twin.ts';
import { klaviyoContract } from './contract.ts';
import { limits } from './limits.ts';
import { addOAuth } from './oauth.ts';
import type { ImportAttributes } from './requests.ts';
import { addRoutes } from './routes.ts';
import { TwinAccount, type TwinList, type TwinProfile } from './state.ts';

export interface KlaviyoTwinOptions extends TwinOptions {
  /** Where it is served; another than Klaviyo's own where it runs on a local port. */
  origin?: string;
  lists?: TwinList[];
  /** What Klaviyo makes of the values of a profile before it keeps them. */
  alter?: (attributes: ImportAttributes) => ImportAttributes;
}

/** A person as a test wants to see one. */
export interface SeenProfile extends Pick<TwinProfile, 'id' | 'consent' | 'suppression' | 'lists' | 'properties' | 'location'> {
  email: unknown;
  phone: unknown;
  fields: Record<string, unknown>;
}

export interface KlaviyoTwin extends Twin {
  apiKey: string;
  accessToken: string;
  profiles: () => SeenProfile[];
  profile: (email: string) => SeenProfile | undefined;
  events: () => { metric: string; uniqueId: string; value: number | undefined; properties: Record<string, unknown>; backfill: boolean }[];
  /** Who was asked to confirm, as `address for list`. */
  asked: () => string[];
  /** Puts a person into the account as if somebody had done so in Klaviyo. */
  seed: (person: Partial<Omit<TwinProfile, 'id'>>) => string;
  /** The person agrees to the sign-in; answers with the address their browser is sent back to. */
  approve: (authorizationUrl: string) => string;
}

/** A Klaviyo account in memory: strict about what it takes, and failing in Klaviyo's own words. */
export function createKlaviyoTwin(options: KlaviyoTwinOptions = {}): KlaviyoTwin {
  const apiKey = 'pk_0123456789abcdef0123456789abcdef01';
  const accessToken = 'twin-klaviyo-access-token';
  const tokens = new Set([accessToken]);
  const account = new TwinAccount(
    options.lists ?? [{ id: 'Y6nRLr', name: 'Newsletter', optIn: 'single_opt_in' }],
    options.alter ?? ((sent) => sent),
  );
  let signIn: ReturnType<typeof addOAuth> | undefined;
  const twin = createTwin({
    origins: [options.origin ?? 'https://a.klaviyo.com'],
    routes: (app) => {
      signIn = addOAuth(app, tokens);
      const authorized = (header: string) => header === `Klaviyo-API-Key ${apiKey}` || tokens.has(header.replace(/^Bearer /, ''));
      addRoutes(app, account, { authorized });
    },
    snapshot: () => structuredClone({ profiles: [...account.profiles.values()], events: account.events, asked: [...account.asked] }),
    checkContract: klaviyoContract(),
    limits,
    ...(options.now === undefined ? {} : { now: options.now }),
  });
  const profiles = () => [...account.profiles.values()].map(see);
  return {
    ...twin,
    apiKey,
    accessToken,
    profiles,
    profile: (email) => profiles().find((one) => one.email === email),
    events: () =>
      account.events.map(({ metric, unique_id, value, properties, backfill }) => ({
        metric: metric.data.attributes.name,
        uniqueId: unique_id,
        value,
        properties,
        backfill: backfill === true,
      })),
    asked: () => [...account.asked],
    seed: (person) => {
      const profile = account.make();
      Object.assign(profile, structuredClone(person));
      return profile.id;
    },
    approve: (authorizationUrl) => signIn?.approve(authorizationUrl) ?? '',
  };
}

function see({ id, fields, consent, suppression, lists, properties, location }: TwinProfile): SeenProfile {
  const all = { id, consent, suppression, lists, properties, location, fields };
  return structuredClone({ ...all, email: fields['email'], phone: fields['phone_number'] });
}
