import { addAuth } from './oauth.ts';
import type { TwinProperty } from './catalog.ts';
import { createHubspotContract } from './contract.ts';
import { addPreferenceRoutes } from './preferences.ts';
import { addCrmRoutes, type RouteOptions } from './routes.ts';
import { Account, type TwinRecord } from './state.ts';
import { createTwin, type Twin, type TwinOptions } from '../../testing/twin.ts';
import { limits } from './limits.ts';

export interface HubspotTwinOptions extends Partial<RouteOptions>, TwinOptions {
  /** Where it is served; another than HubSpot's own where it runs on a local port. */
  origin?: string;
  /** What the account holds at first: contacts by their properties, and properties beyond HubSpot's own. */
  contacts?: Record<string, string>[];
  companies?: Record<string, string>[];
  properties?: Record<string, TwinProperty[]>;
}

export interface HubspotTwin extends Twin {
  contacts: () => { id: string; properties: Record<string, string> }[];
  companies: () => { id: string; properties: Record<string, string>; contactIds: string[] }[];
  deals: () => { id: string; properties: Record<string, string>; contactIds: string[]; companyIds: string[] }[];
  /** By address and subscription type. */
  consent: Account['consent'];
  notes: () => { id: string; body: string; at: string; contactIds: string[]; dealIds: string[] }[];
  /** Ends every access token in use. */
  expireTokens: () => void;
}

/** A HubSpot account in memory: strict about what it takes, and failing in HubSpot's own words. */
export function createHubspotTwin(options: HubspotTwinOptions = {}): HubspotTwin {
  const { now = Date.now, origin = 'https://api.hubapi.com', batches = 'per-record', withoutScopes = [], associationPage = 500 } = options;
  const account = new Account(now);
  for (const [objectType, more] of Object.entries(options.properties ?? {})) account.properties[objectType]?.push(...more);
  for (const contact of options.contacts ?? []) account.create('contacts', contact);
  for (const company of options.companies ?? []) account.create('companies', company);
  let auth: ReturnType<typeof addAuth> | undefined;

  const list = (objectType: string): TwinRecord[] => [...(account.records[objectType]?.values() ?? [])];
  const contacts = () => list('contacts').map(({ id, properties }) => ({ id, properties }));
  const companies = () =>
    list('companies').map(({ id, properties }) => ({ id, properties, contactIds: account.associated('companies', id, 'contacts') }));
  const deals = () =>
    list('deals').map(({ id, properties }) => ({
      id,
      properties,
      contactIds: account.associated('deals', id, 'contacts'),
      companyIds: account.associated('deals', id, 'companies'),
    }));
  const notes = () =>
    list('notes').map(({ id, properties }) => ({
      id,
      body: properties['hs_note_body'] ?? '',
      at: properties['hs_timestamp'] ?? '',
      contactIds: account.associated('notes', id, 'contacts'),
      dealIds: account.associated('notes', id, 'deals'),
    }));

  const twin = createTwin({
    origins: [origin],
    routes: (app) => {
      auth = addAuth(app, now);
      addCrmRoutes(app, account, { batches, withoutScopes, associationPage });
      addPreferenceRoutes(app, account);
    },
    // Moments of change are left out: writing the same again is no change.
    snapshot: () =>
      structuredClone({
        contacts: contacts(),
        companies: companies(),
        deals: deals(),
        notes: notes(),
        consent: account.consent,
        properties: account.properties,
      }),
    checkContract: createHubspotContract(),
    limits,
    ...(options.now === undefined ? {} : { now: options.now }),
  });
  return { ...twin, contacts, companies, deals, notes, consent: account.consent, expireTokens: () => auth?.expireTokens() };
}
