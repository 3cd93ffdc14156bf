import type { FlowSpec, Step, Trigger } from '../../flow/flow.ts';
import { fill, type Translate } from '../translate.ts';
import { eventName, eventWhen } from './event-words.ts';

/** The names a flow's ids stand for; undefined where what they stand for is gone. */
export interface FlowNames {
  t: Translate;
  form: (id: string) => string | undefined;
  connection: (id: string) => string | undefined;
  /** The title of a connection's operation: "Create or update a contact". */
  operation: (connectionId: string, name: string) => string | undefined;
}

/** What starts a flow: "When someone submits Contact form 1". */
export function triggerWords({ types, forms = [] }: Trigger, { t, form }: FlowNames): string {
  const [type, ...others] = types;
  if (type === undefined) return t('Nothing starts this flow yet');
  const named = forms.map((id) => form(id) ?? fill(t('form {id}'), { id }));
  if (type === 'form.submitted' && others.length === 0 && named.length > 0) {
    return fill(t('When someone submits {forms}'), { forms: either(named, t) });
  }
  return either([eventWhen(type, t), ...others.map((other) => lowerFirst(eventWhen(other, t)))], t);
}

/** What a step does: "HubSpot: Create or update a contact". */
export function stepWords({ connection, operation }: Pick<Step, 'connection' | 'operation'>, names: FlowNames): string {
  return fill(names.t('{connection}: {operation}'), {
    connection: names.connection(connection) ?? names.t('a connection that is gone'),
    operation: names.operation(connection, operation) ?? operation,
  });
}

/** A whole flow in one sentence. */
export function flowSentence({ trigger, conditions, steps }: FlowSpec, names: FlowNames): string {
  const { t } = names;
  const start =
    conditions === undefined ? triggerWords(trigger, names) : fill(t('{when}, under conditions'), { when: triggerWords(trigger, names) });
  const [first, ...then] = steps.map((step) => stepWords(step, names));
  if (first === undefined) return start;
  const done = then.reduce((before, next) => fill(t('{before}, then {next}'), { before, next }), first);
  return fill(t('{when} → {steps}'), { when: start, steps: done });
}

/** A name for a flow nobody has named: "Contact form 1 to HubSpot and Slack". */
export function suggestedName({ trigger, steps }: FlowSpec, { t, form, connection }: FlowNames): string {
  const [type] = trigger.types;
  const forms = (trigger.forms ?? []).map(form).filter((title) => title !== undefined);
  const what = forms.length > 0 ? either(forms, t) : type === undefined ? t('New flow') : eventName(type, t);
  const places = [...new Set(steps.map((step) => connection(step.connection)).filter((name) => name !== undefined))];
  if (places.length === 0) return what;
  const where = places.reduce((one, other) => fill(t('{one} and {other}'), { one, other }));
  return fill(t('{what} to {destination}'), { what, destination: where }).slice(0, 200);
}

/** "When" inside a sentence; the conjunction all of these begin with is written small there, in every language. */
function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function either(parts: readonly string[], t: Translate): string {
  return parts.reduce((one, other) => fill(t('{one} or {other}'), { one, other }));
}
