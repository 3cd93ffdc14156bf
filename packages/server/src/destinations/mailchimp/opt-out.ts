import { DestinationFailure, type CallContext } from '../kit/index.ts';
import { COMPLIANCE_STATE, FORGOTTEN_EMAIL } from './classify.ts';
import { memberPath } from './member.ts';
import type { Payload } from './payload.ts';
import type { Settings } from './settings.ts';
import { emailConsent } from './status.ts';

/**
 * Does what a step does for a person. Where the record is refused for good, who opted out is taken off the audience all the
 * same: a wrong mapping must not keep somebody on the mailing list who left it.
 * @throws DestinationFailure what the step failed with; its message says where the opt-out was passed on.
 */
export async function passingOptOut<T>(
  ctx: CallContext<Settings>,
  { email, consent }: { email: string; consent?: Payload['consent'] },
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isRefusal(error) || emailConsent(consent).state !== 'unsubscribed' || !(await isUnsubscribed(ctx, email))) throw error;
    const message = `${error.message} The person's opt-out was passed on all the same.`;
    throw new DestinationFailure({ ...error.classification, message }, error.response);
  }
}

/**
 * Takes a person off the audience, or notes their opt-out where it does not have them, with nothing beside it that could be refused.
 * @returns whether there was something to do: who was deleted permanently, or may not be subscribed by anyone, gets nothing already.
 */
export async function unsubscribe(ctx: CallContext<Settings>, email: string): Promise<boolean> {
  const json = { email_address: email, status_if_new: 'unsubscribed', status: 'unsubscribed' };
  try {
    // An audience may require fields of new people.
    await ctx.call({ method: 'PUT', path: memberPath(ctx.settings, email), query: { skip_merge_validation: 'true' }, json });
    return true;
  } catch (error) {
    if (isRefusal(error) && [FORGOTTEN_EMAIL, COMPLIANCE_STATE].includes(error.classification.code)) return false;
    throw error;
  }
}

/** An address that Mailchimp does not take has nobody behind it who could be on the list: then the step's own failure says more. */
async function isUnsubscribed(ctx: CallContext<Settings>, email: string): Promise<boolean> {
  try {
    return await unsubscribe(ctx, email);
  } catch (error) {
    if (isRefusal(error)) return false;
    throw error;
  }
}

type Refusal = DestinationFailure & { classification: { kind: 'permanent' } };

function isRefusal(error: unknown): error is Refusal {
  return error instanceof DestinationFailure && error.classification.kind === 'permanent';
}
