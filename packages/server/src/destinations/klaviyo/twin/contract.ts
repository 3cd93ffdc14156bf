import { createContractCheck, loadSpec } from '../../testing/spec.ts';
import type { ContractCheck } from '../../testing/twin.ts';

export const KLAVIYO_SPECS = ['klaviyo/openapi.2026-07-15.json'];

/** Not in the published part that we keep: signing in, and erasing. The twin's own strict bodies check these. */
const ELSEWHERE = /^\/(oauth\/|api\/data-privacy-deletion-jobs$)/;

/** Klaviyo's published contract, tightened where it is loose; undefined where it is not at hand. */
export function klaviyoContract(): ContractCheck | undefined {
  const check = createContractCheck(
    KLAVIYO_SPECS.map((name) => loadSpec(name)),
    {
      overlays: [
        (spec) => {
          for (const item of Object.values(spec.paths)) {
            for (const operation of [item.get, item.post, item.patch]) {
              const revision = operation?.parameters?.find(({ name }) => name === 'revision');
              if (revision !== undefined) revision.schema = { type: 'string', const: '2026-07-15' };
            }
          }
        },
      ],
    },
  );
  return check === undefined ? undefined : (request) => (ELSEWHERE.test(request.path) ? [] : check(request));
}
