import type { Fetch } from '../../../destinations/kit/http.ts';
import { AppError } from '../../../observe/app-error.ts';
import { verifyKey } from '../../../screening/services/akismet.ts';
import type { ServiceName } from '../../../screening/services/asked.ts';
import { verifySecret } from '../../../screening/services/turnstile.ts';
import { isSite, pagesOf, type ServiceRow, type ServiceSettings, settingsOf } from './settings.ts';

/** What shall be of a source's service, without its key. */
export interface ServicePlan {
  on: boolean;
  /**
   * The address Akismet knows the site by; undefined: the source's own, and the one that is kept where it has none. Or Turnstile's
   * site key; undefined: the one that is kept.
   */
  place?: string | undefined;
}

/** What shall be of a source's service. */
export interface ServiceChange extends ServicePlan {
  /** Undefined: the key that is kept. */
  secret?: string | undefined;
}

/** A service as it shall be, and how the service itself is asked about it. */
export interface WantedService {
  settings: ServiceSettings;
  /** Thrown where there is no key, neither a new one nor one that is kept. */
  noSecret: AppError;
  /** Asks the service. Throws where it refuses the secret. */
  check: (fetch: Fetch, secret: string) => Promise<void>;
}

/** What a change comes to. Asks nobody. @throws AppError where it can be told without the service that it cannot be. */
export function wantedService(
  service: ServiceName,
  source: { kind: string; url: string },
  before: ServiceRow | undefined,
  change: ServicePlan,
): WantedService {
  return service === 'akismet' ? wantedAkismet(source, before, change) : wantedTurnstile(source, before, change);
}

function wantedAkismet(source: { kind: string; url: string }, before: ServiceRow | undefined, { on, place }: ServicePlan): WantedService {
  // Whoever empties the field of a panel means the site itself, not what stood there before.
  const own = pagesOf(source);
  const site = place ?? (own === '' ? (settingsOf(before).site ?? '') : own);
  if (on && !isSite(site)) throw refused('/site', 'Enter the address of the site, as https://example.com. Akismet wants to know it.');
  return {
    settings: { site },
    noSecret: refused('/key', 'Enter the key of your Akismet account. You find it at akismet.com, under Account.'),
    check: async (fetch, key) => {
      if (await verifyKey(fetch, { key, site })) return;
      throw refused(
        '/key',
        `Akismet does not take this key for ${site}. Copy it again from your account at akismet.com, and check the address.`,
      );
    },
  };
}

function wantedTurnstile(source: { kind: string; url: string }, before: ServiceRow | undefined, { on, place }: ServicePlan): WantedService {
  const siteKey = place ?? settingsOf(before).siteKey;
  if (on && !isSite(pagesOf(source)))
    throw new AppError(
      'conflict',
      'Turnstile belongs to the pages of a site, and this source has none that can show it. Use it on a paired site.',
    );
  if (on && siteKey === undefined)
    throw refused('/siteKey', 'Enter the site key of your Turnstile widget. You find it at dash.cloudflare.com, under Turnstile.');
  return {
    settings: siteKey === undefined ? {} : { siteKey },
    noSecret: refused('/secret', 'Enter the secret key of your Turnstile widget. It stands below the site key.'),
    check: async (fetch, secret) => {
      if (await verifySecret(fetch, secret)) return;
      throw refused('/secret', 'Cloudflare does not know this secret key. Copy it again; it is not the site key.');
    },
  };
}

function refused(path: string, message: string): AppError {
  return new AppError('invalid', message, { problems: [{ path, message }] });
}
