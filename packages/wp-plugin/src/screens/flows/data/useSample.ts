import type { InputOf, endpoints } from '@handoff/shared/api';
import type { FlowSpec } from '@handoff/shared/flow';
import { eventOfTrace, type FormField, type KnownForm, madeUpSubmission, type SampleKind, WHOLE_EVENT } from '@handoff/shared/panel';
import { useMemo, useState } from '@wordpress/element';
import { __ } from '../../../app/i18n.ts';
import { useStatus, useWorkspaceId } from '../../../app/panel.tsx';
import { useServer } from '../../../app/queries.ts';
import { useSiteForms } from './forms.ts';
import { type ExampleEvent, formOf, useMatchingEvents } from './useMatchingEvents.ts';

export type SampleRequest = InputOf<(typeof endpoints)['preview']>['body']['event'];
export type SampleChoice = { eventId: string } | { madeUp: SampleKind };

/** The event that the editor shows, previews and tests with. */
export interface Sample {
  /** The event types of the trigger, and the one that is shown. */
  types: readonly string[];
  type: string;
  chooseType: (type: string) => void;
  /** Real events to choose from, latest first. */
  events: readonly ExampleEvent[];
  choice: SampleChoice;
  choose: (choice: SampleChoice) => void;
  /** Undefined while it is not known. */
  envelope: Readonly<Record<string, unknown>> | undefined;
  /** How preview and test are told of it; undefined where there is nothing to show yet. */
  request: SampleRequest | undefined;
  /** Fields of the form, also those this event has no answer to. */
  formFields: readonly FormField[];
  isLoading: boolean;
  error: Error | null;
}

const NO_FIELDS: readonly FormField[] = [];

/** A form for sites whose own forms are not known. */
const ANY_FORM = (): KnownForm => ({
  id: 'sample',
  title: __('Contact', 'handoff'),
  plugin: 'sample',
  fields: [
    { key: 'your-name', label: __('Your name', 'handoff'), type: 'text' },
    { key: 'your-email', label: __('E-mail', 'handoff'), type: 'email' },
    { key: 'your-phone', label: __('Phone', 'handoff'), type: 'tel' },
    { key: 'your-message', label: __('Message', 'handoff'), type: 'textarea' },
  ],
});

/** A real event of the flow's trigger where there is one, else one made up of the form's own fields. */
export function useSample({ trigger, steps }: FlowSpec): Sample {
  const forms = useSiteForms();
  const types = trigger.types.length === 0 ? ['form.submitted'] : trigger.types;
  const [wantedType, chooseType] = useState(types[0] ?? '');
  const type = types.includes(wantedType) ? wantedType : (types[0] ?? '');
  const { events, isLoading, error } = useMatchingEvents(trigger, type);
  const [chosen, choose] = useState<SampleChoice>();

  const isThere = chosen !== undefined && (!('eventId' in chosen) || events.some(({ id }) => id === chosen.eventId));
  const first = events[0];
  const choice = isThere ? chosen : first === undefined ? { madeUp: 'good' as const } : { eventId: first.id };
  const event = 'eventId' in choice ? events.find(({ id }) => id === choice.eventId) : undefined;

  const wanted = trigger.forms ?? [];
  const form = forms.find(({ id }) => (event === undefined ? wanted.length === 0 || wanted.includes(id) : id === formOf(event.envelope)));
  const isForm = type === 'form.submitted';
  const kind = 'madeUp' in choice ? choice.madeUp : undefined;
  const submission = useMemo(
    () => (isForm && kind !== undefined ? madeUpSubmission(form ?? ANY_FORM(), kind, new Date().toISOString()) : undefined),
    [isForm, kind, form],
  );
  const serverSample = useServerSample(steps[0], type, isForm ? undefined : kind);
  // The same as long as it means the same: the preview waits until it stands still.
  const eventId = event?.id;
  const request = useMemo(
    () => (eventId === undefined ? requestOf(submission, kind, type) : { eventId }),
    [eventId, submission, kind, type],
  );

  return {
    types,
    type,
    chooseType,
    events,
    choice,
    choose,
    envelope: event?.envelope ?? submission ?? serverSample,
    request,
    formFields: isForm && form !== undefined ? form.fields : NO_FIELDS,
    isLoading,
    error,
  };
}

function requestOf(submission: Record<string, unknown> | undefined, kind: SampleKind | undefined, type: string): SampleRequest | undefined {
  if (kind === undefined) return undefined;
  return submission === undefined
    ? { sample: kind, type }
    : { envelope: submission as Extract<SampleRequest, { envelope: unknown }>['envelope'] };
}

/** What is in a sample that the server makes up, for types that no form of the site can tell of. */
function useServerSample(step: FlowSpec['steps'][number] | undefined, type: string, kind: SampleKind | undefined) {
  const params = { workspaceId: useWorkspaceId() };
  const { canManage } = useStatus().person;
  const body = {
    connectionId: step?.connection ?? '',
    operation: step?.operation ?? '',
    mapping: WHOLE_EVENT,
    event: { sample: kind ?? 'good', type },
  };
  const { data } = useServer('preview', { params, body }, { enabled: canManage && step !== undefined && kind !== undefined });
  return useMemo(() => (data === undefined || kind === undefined ? undefined : eventOfTrace(data.trace)), [data, kind]);
}
