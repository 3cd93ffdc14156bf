import type { OpenApi } from '../../testing/normalize.ts';
import { createContractCheck, loadSpec } from '../../testing/spec.ts';

export const HUBSPOT_SPECS = [
  'crm-objects',
  'crm-contacts-extra',
  'crm-properties',
  'crm-associations',
  'communication-preferences',
  'oauth',
].map((name) => `hubspot/${name}.2026-09.json`);

/** HubSpot's published contract; undefined where `../shared/specs` is not there. */
export function createHubspotContract() {
  return createContractCheck(
    HUBSPOT_SPECS.map((name) => loadSpec(name)),
    { overlays: [tighten, addStatuses] },
  );
}

/** Reading a person's standing is in the documentation; the contract at hand was cut down. */
function addStatuses({ paths }: OpenApi): void {
  const path = paths[`/communication-preferences/2026-09/statuses/{subscriberIdString}`];
  if (path === undefined) return;
  path.get = {
    parameters: [
      { name: 'subscriberIdString', in: 'path', required: true, schema: { type: 'string' } },
      { name: 'channel', in: 'query', required: true, schema: { enum: ['EMAIL'] } },
    ],
  };
}

/** Where the contract is looser or stricter than HubSpot is. */
function tighten(spec: OpenApi): void {
  const schemas = spec.components?.schemas ?? {};
  const create = schemas['SimplePublicObjectInputForCreate'];
  if (create) create.required = ['properties'];
  const upsert = schemas['SimplePublicObjectBatchInputUpsert'];
  if (upsert) upsert.required = ['id', 'idProperty', 'properties'];
  const batch = schemas['BatchInputSimplePublicObjectBatchInputUpsert']?.properties?.['inputs'];
  if (batch) Object.assign(batch, { minItems: 1, maxItems: 100 });
}
