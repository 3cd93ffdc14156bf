import type { FlowSpec, Step, Trigger } from '../../flow/flow.ts';
import { fill, type Translate } from '../translate.ts';
import { eventWhen } from './event-words.ts';

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
  return either([eventWhen(type, t), ...others.map((other) => eventWhen(other, t))], t);
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

function either(parts: readonly string[], t: Translate): string {
  return parts.reduce((one, other) => fill(t('{one} or {other}'), { one, other }));
}
