import { tooManyRequests, type VendorLimit } from '../testing/rate.ts';
import { createTwin, type ContractCheck, type RequestSeen, type Twin, type TwinOptions } from '../testing/twin.ts';
import { addRoutes } from './twin/routes.ts';
import {
  NEW_ACCOUNT_ATTRIBUTES,
  TwinAccount,
  type TwinAttribute,
  type TwinContact,
  type TwinMail,
  type TwinTemplate,
} from './twin/state.ts';

export interface BrevoTwinOptions extends TwinOptions {
  /** Where it is served over HTTP; by default Brevo's own host. */
  origin?: string;
  apiKey?: string;
  attributes?: TwinAttribute[];
  lists?: number[];
  templates?: TwinTemplate[];
  checkContract?: ContractCheck | undefined;
}

export interface BrevoTwin extends Twin {
  apiKey: string;
  contact: (email: string) => TwinContact | undefined;
  /** The confirmation e-mails that went out. */
  mails: () => TwinMail[];
  /** Puts a contact there as if somebody had done so in Brevo. */
  seed: (contact: Partial<Omit<TwinContact, 'id'>> & { email: string }) => void;
  /** The person clicks the link in their confirmation e-mail. */
  confirm: (email: string) => void;
}

/** A stand-in for one Brevo account. */
export function createBrevoTwin(options: BrevoTwinOptions = {}): BrevoTwin {
  const apiKey = options.apiKey ?? 'xkeysib-0123456789abcdef0123456789abcdef-TwinTwinTwin';
  const account = new TwinAccount({
    attributes: options.attributes ?? NEW_ACCOUNT_ATTRIBUTES,
    lists: options.lists ?? [3, 5],
    templates: options.templates ?? [{ id: 7, isActive: true, doiTemplate: true }],
  });
  const twin = createTwin({
    origins: [options.origin ?? 'https://api.brevo.com'],
    routes: (app) => addRoutes(app, account, apiKey),
    snapshot: () => structuredClone({ contacts: [...account.contacts.values()].toSorted((a, b) => a.id - b.id), mails: account.mails }),
    checkContract: options.checkContract,
    limits,
    ...(options.now === undefined ? {} : { now: options.now }),
  });
  return {
    ...twin,
    apiKey,
    contact: (email) => structuredClone(account.contacts.get(email.toLowerCase())),
    mails: () => structuredClone(account.mails),
    seed: ({ email, ...rest }) => {
      account.write({ email, updateEnabled: true });
      const key = email.toLowerCase();
      const made = account.contacts.get(key);
      if (made !== undefined) account.contacts.set(key, { ...made, ...rest });
    },
    confirm: (email) => {
      for (const { listIds, attributes } of account.mails.filter((mail) => mail.email === email.toLowerCase()))
        account.write({ email, listIds, attributes: { ...attributes, 'DOUBLE_OPT-IN': 1 }, updateEnabled: true });
    },
  };
}

/** Brevo's page on rate limits, for an account without a larger plan: the contacts endpoints 10 a second and 36,000 an hour, others 100 an hour. */
function limits({ path }: RequestSeen): VendorLimit[] {
  const answer = (waitMs: number) => {
    const { status, body } = tooManyRequests(waitMs);
    return { status, body, headers: { 'x-sib-ratelimit-reset': String(Math.ceil(waitMs / 1000)) } };
  };
  if (!path.startsWith('/v3/contacts')) return [{ scope: 'others', max: 100, windowMs: 3_600_000, answer }];
  return [
    { scope: 'contacts', max: 10, windowMs: 1000, answer },
    { scope: 'contacts', max: 36_000, windowMs: 3_600_000, answer },
  ];
}
