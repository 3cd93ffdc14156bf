import { createTwin, type ContractCheck, type Twin, type TwinOptions } from '../../testing/twin.ts';
import { limitsOf, LITE, type Plan } from './limits.ts';
import { addRoutes, type RouteOptions } from './routes.ts';
import { Company, type FieldKind, type Kind, type TwinField, type TwinRecord } from './state.ts';

export const ORIGIN = 'https://acme.pipedrive.com';
export const API_TOKEN = '0123456789abcdef0123456789abcdef01234567';
export const ACCESS_TOKEN = 'twin-pipedrive-access-token';

export interface PipedriveTwinOptions extends TwinOptions, Partial<RouteOptions> {
  fields?: Partial<Record<FieldKind, TwinField[]>>;
  persons?: { name: string; email: string; marketing_status?: string; phone?: string }[];
  plan?: Plan;
  checkContract?: ContractCheck | undefined;
}

export interface PipedriveTwin extends Twin {
  records: Record<Kind, TwinRecord[]>;
  fields: Record<FieldKind, TwinField[]>;
  /** The search catches up. */
  index: () => void;
}

/** A Pipedrive company in memory. */
export function createPipedriveTwin(options: PipedriveTwinOptions = {}): PipedriveTwin {
  const { fields = {}, persons = [], now, checkContract, plan = LITE, ...rest } = options;
  const company = new Company(structuredClone(fields));
  for (const { name, email, marketing_status, phone } of persons) {
    company.create('persons', {
      name,
      emails: [{ value: email, primary: true, label: 'work' }],
      phones: phone === undefined ? [] : [{ value: phone, primary: true, label: 'work' }],
      ...(marketing_status === undefined ? {} : { marketing_status }),
    });
  }
  const routes: RouteOptions = {
    apiToken: API_TOKEN,
    accessToken: ACCESS_TOKEN,
    withoutAdmin: false,
    withoutMarketing: false,
    lag: false,
    ...rest,
  };
  const twin = createTwin({
    origins: [ORIGIN, 'https://oauth.pipedrive.com'],
    routes: (app) => addRoutes(app, company, routes),
    snapshot: () => structuredClone({ ...company.records, fields: company.fields }),
    limits: limitsOf(plan),
    checkContract,
    ...(now === undefined ? {} : { now }),
  });
  return { ...twin, records: company.records, fields: company.fields, index: () => company.unindexed.clear() };
}
