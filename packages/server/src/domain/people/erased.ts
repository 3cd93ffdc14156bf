import type { Performed } from '../../destinations/kit/types.ts';
import type { Finding } from '../../screening/types.ts';
import type { DeliveryState } from '../../store/schema.ts';
import { membersOf } from './stored-body.ts';

/** Why an event has no contents any more: `Its personal data ${…}.` */
export function erasedBecause({ erased_after_days: days }: { erased_after_days: number | null }): string {
  return days === null ? 'were erased at the person’s request' : `were removed after ${days} days, as this workspace keeps them`;
}

/** What is left of a stored envelope: what names the event, so that the same thing is known when it comes again. Nothing of one that is damaged. */
export function erasedBody(body: string): string {
  const { id, idempotencyKey, type, occurredAt } = membersOf(body);
  return JSON.stringify({ id, idempotencyKey, type, occurredAt, data: {} });
}

/** Rules whose sentences quote nothing of the event. */
const QUOTES_NOTHING: ReadonlySet<string> = new Set([
  'released',
  'same_content',
  'observe_mode',
  'nothing_found',
  'transactional',
  'test',
  'silent_import',
  'rule_failed',
  'learned_content',
  'unasked_offer',
  'content_limit',
  'email_rate',
  'network_rate',
  'same_content_senders',
  'known_good_sender',
  'interaction',
  'form_token',
  'proof_of_work',
  'akismet',
  'turnstile',
]);

/** The reasons of a verdict without what they quoted. */
export function erasedReasons(reasons: Finding[]): Finding[] {
  return reasons.map((reason) =>
    QUOTES_NOTHING.has(reason.rule) ? reason : { ...reason, evidence: 'What this said was erased with the personal data.' },
  );
}

/** Why an event that was erased before it was processed is not sent. */
export const NEVER_SENT: Finding = {
  rule: 'erased',
  weight: 0,
  suppress: true,
  evidence: 'Its personal data were erased at the person’s request before anything was sent.',
};

/** What is left of a destination's answer: where its record is, unless that says who it is. */
export function erasedResult(result: string | null, addressed: (text: string) => boolean): string | null {
  if (result === null) return null;
  const { id, url, effect } = JSON.parse(result) as Performed;
  const kept = { id, url };
  for (const [name, value] of Object.entries(kept)) if (value !== undefined && addressed(value)) delete kept[name as 'id' | 'url'];
  return JSON.stringify({ ...kept, ...(effect === undefined ? {} : { effect }) });
}

const CANCELLED = 'The personal data of its event were erased at the person’s request, so it is not sent.';
const CANCELLED_UNDER_WAY =
  'The personal data of its event were erased at the person’s request while it was being sent. Look at the destination whether it arrived.';
const GIVEN_UP = 'It had not arrived, or that was not known, when the personal data of its event were erased at the person’s request.';
const WORDS_ERASED = 'What it said was erased with the personal data of its event.';

/** The error a delivery shows afterwards: why it is not sent, or the code of the one it had, without its words. */
export function erasedError(state: DeliveryState, error: string | null): string | null {
  if (state === 'leased') return errorText('erased', CANCELLED_UNDER_WAY);
  if (isOpenState(state)) return errorText('erased', CANCELLED);
  if (state === 'dead' || state === 'uncertain') return errorText('erased', GIVEN_UP);
  if (error === null) return null;
  const { code } = JSON.parse(error) as { code?: string };
  return errorText(code ?? 'unknown', WORDS_ERASED);
}

/** Still to be sent. */
export function isOpenState(state: DeliveryState): boolean {
  return state === 'blocked' || state === 'waiting' || state === 'pending' || state === 'leased';
}

/** An alert that quoted the person. */
export const ERASED_ALERT = 'A delivery could not be made. What this said was erased at the request of the person it was about.';

function errorText(code: string, message: string): string {
  return JSON.stringify({ code, message, problems: [] });
}
