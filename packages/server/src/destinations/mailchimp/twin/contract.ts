import { createContractCheck, loadSpec } from '../../testing/spec.ts';
import type { ContractCheck } from '../../testing/twin.ts';

export const MAILCHIMP_SPECS = ['mailchimp/members.json', 'mailchimp/merge-fields.json', 'mailchimp/lists.json'];

/** Mailchimp's published contract, tightened where it is loose; undefined where it is not at hand. */
export function mailchimpContract(): ContractCheck | undefined {
  return createContractCheck(
    MAILCHIMP_SPECS.map((name) => loadSpec(name)),
    {
      openPaths: ['merge_fields'],
      overlays: [
        (spec) => {
          for (const item of Object.values(spec.paths)) {
            for (const operation of [item.get, item.put, item.post, item.delete]) {
              const hash = operation?.parameters?.find(({ name }) => name === 'subscriber_hash');
              if (hash !== undefined) hash.schema = { type: 'string', pattern: '^[0-9a-f]{32}$' };
            }
          }
        },
      ],
    },
  );
}
