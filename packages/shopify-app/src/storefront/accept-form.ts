import type { Parts } from '../parts.ts';
import type { Accept } from '../webhooks/accept.ts';
import { formEnvelope, type Sender } from './form-envelope.ts';
import { keepEvent } from './keep-event.ts';
import type { ProxiedVisit } from './signature.ts';
import type { Submission } from './submission.ts';
import { storefrontOf } from './storefront-of.ts';

/** Keeps a form's submission; false where the shop does not want its forms copied. Resolves after the durable commit. */
export async function acceptForm(
  parts: Parts,
  accept: Accept,
  { submission, visit, sender }: { submission: Submission; visit: ProxiedVisit; sender: Sender },
): Promise<boolean> {
  const storefront = await storefrontOf(parts, visit.shop);
  if (storefront?.settings.captureForms !== true) return false;
  const now = parts.ports.clock.now();
  await keepEvent(parts, accept, {
    shop: visit.shop,
    id: `form:${submission.id}`,
    make: () => formEnvelope(submission, visit, sender, now),
  });
  return true;
}
