import { randomUUID } from 'node:crypto';
import { type Envelope, parseEnvelope } from '@handoff/shared/event';
import { guessSubject } from '../kit/guess-subject.ts';
import type { HookPost, NormalizedHook } from '../kit/hook.ts';

/**
 * Makes an event of anything posted to a hook. A body that is an envelope already is taken as it is; anything else
 * stands whole under `data.fields`, and who it is about is guessed from the names of its values.
 *
 * Sent again with the same message id it is the same event. Without one every post is an event of its own: a hash of
 * the body would swallow what two people honestly sent alike, and a clock in the key would double at its ticks. A form
 * sent twice by a double click is found by the duplicate window, as everywhere.
 */
export function normalizeHook(post: HookPost): NormalizedHook {
  const own = parseEnvelope(post.body);
  if (own.ok) return { envelope: own.envelope, problems: own.problems, kept: post.body };
  const { source, messageId, now } = post;
  const id = messageId ?? randomUUID();
  const subject = guessSubject(post.body, source.settings.country);
  const envelope: Envelope = {
    id: id.slice(0, 128),
    idempotencyKey: `hook:${id}`,
    type: source.settings.eventType,
    occurredAt: new Date(now).toISOString(),
    ...(subject === undefined ? {} : { subject }),
    data: { form: { id: formIdOf(post.body) ?? source.id, title: source.name, plugin: 'webhook' }, fields: fieldsOf(post.body) },
  };
  return { envelope, problems: [], kept: envelope };
}

/** What is no object (a list, a single value) stands under a name, so that a mapping can point at it. */
function fieldsOf(body: unknown): Record<string, unknown> {
  return isObject(body) ? body : { body };
}

/** Tools that post for several forms say which, so that flows can tell them apart. */
function formIdOf(body: unknown): string | undefined {
  if (!isObject(body)) return undefined;
  for (const member of ['form_id', 'formId', 'formID', 'form_name', 'formName']) {
    const value = body[member];
    if (typeof value === 'number' || (typeof value === 'string' && value !== '' && value.length <= 200)) return String(value);
  }
  return undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
