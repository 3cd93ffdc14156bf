import type { InputOf, endpoints } from '../../../api/index.ts';
import type { FlowSpec } from '../../../flow/index.ts';
import {
  eventOfTrace,
  type FormField,
  type KnownForm,
  madeUpSubmission,
  type SampleKind,
  type Translate,
  WHOLE_EVENT,
} from '../../index.ts';
import { useMemo, useState } from 'react';
import { usePanelHost } from '../host.ts';
import { useServer } from '../server.ts';
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
const anyForm = (t: Translate): KnownForm => ({
  id: 'sample',
  title: t('Contact'),
  plugin: 'sample',
  fields: [
    { key: 'your-name', label: t('Your name'), type: 'text' },
    { key: 'your-email', label: t('E-mail'), type: 'email' },
    { key: 'your-phone', label: t('Phone'), type: 'tel' },
    { key: 'your-message', label: t('Message'), type: 'textarea' },
  ],
});

/** A real event of the flow's trigger where there is one, else one made up of the form's own fields. */
export function useSample({ trigger, steps }: FlowSpec): Sample {
  const { forms, t } = usePanelHost();
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
    () => (isForm && kind !== undefined ? madeUpSubmission(form ?? anyForm(t), kind, new Date().toISOString()) : undefined),
    [isForm, kind, form, t],
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
  const { workspaceId, person } = usePanelHost();
  const params = { workspaceId };
  const body = {
    connectionId: step?.connection ?? '',
    operation: step?.operation ?? '',
    mapping: WHOLE_EVENT,
    event: { sample: kind ?? 'good', type },
  };
  const { data } = useServer('preview', { params, body }, { enabled: person.canManage && step !== undefined && kind !== undefined });
  return useMemo(() => (data === undefined || kind === undefined ? undefined : eventOfTrace(data.trace)), [data, kind]);
}
