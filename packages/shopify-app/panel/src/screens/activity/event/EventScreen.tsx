import { aboutEvent, eventStateWords, readable } from '@handoff/shared/panel';
import { type EventDetail, useEvent, useNames } from '@handoff/shared/panel/hooks';
import { useState } from 'preact/hooks';
import { fill, t } from '../../../app/i18n.ts';
import { Ago } from '../../../ui/Ago.tsx';
import { Code } from '../../../ui/Code.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Facts } from '../../../ui/Facts.tsx';
import { Folded } from '../../../ui/Folded.tsx';
import { Go } from '../../../ui/Go.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { Page } from '../../../ui/Page.tsx';
import { Section } from '../../../ui/Section.tsx';
import { Status } from '../../../ui/Status.tsx';
import { type Outcome, Said } from '../actions/Said.tsx';
import { Consents } from './Consents.tsx';
import { Deliveries } from './Deliveries.tsx';
import { EventActions } from './EventActions.tsx';
import { Submitted } from './Submitted.tsx';
import { Timeline } from './Timeline.tsx';
import { Verdict } from './Verdict.tsx';

/** One event with all that became of it. */
export function EventScreen({ eventId }: { eventId: string }) {
  const event = useEvent(eventId);
  const retry = () => void event.refetch();
  if (event.data === undefined) {
    return (
      <Page title={t('Event')} actions={<Back />}>
        {event.error === null ? <Loading lines={12} /> : <ErrorNotice error={event.error} retry={retry} />}
      </Page>
    );
  }
  return <Known event={event.data} error={event.error} retry={retry} />;
}

/** Back to the list, as it was left. */
function Back() {
  return (
    <Go to="/activity" slot="breadcrumb-actions">
      {t('All activity')}
    </Go>
  );
}

function Known({ event, error, retry }: { event: EventDetail; error: Error | null; retry: () => void }) {
  const names = useNames();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const { kind, title } = aboutEvent(event.type, event.envelope, t);
  const what = title ?? kind;
  const state = eventStateWords(event, t);
  const { id, idempotencyKey } = event.envelope;
  return (
    <Page
      title={event.contact === null ? what : fill(t('{what}, {person}'), { what, person: event.contact })}
      size="large"
      intro={<Status tone={state.tone}>{state.label}</Status>}
      actions={<Back />}
    >
      {error !== null && <ErrorNotice error={error} retry={retry} />}
      <Said outcome={outcome} error={null} />
      <EventActions event={event} onDone={setOutcome} />
      <div class="handoff-event">
        <s-stack gap="base">
          <Deliveries event={event} names={names} onDone={setOutcome} />
          <Submitted envelope={event.envelope} />
          <Consents envelope={event.envelope} />
          <Verdict event={event} />
        </s-stack>
        <s-stack gap="base">
          <Section title={t('About it')}>
            <Facts
              facts={[
                [t('What'), kind],
                [t('Happened'), <Ago key="happened" at={event.occurredAt} />],
                [t('Received'), <Ago key="received" at={event.receivedAt} />],
                [t('Source'), names.source(event.sourceId)],
                [t('Event ID'), <code key="id">{event.id}</code>],
                ...(typeof id === 'string' ? [[t('ID at the source'), <code key="own">{id}</code>] as const] : []),
                ...(typeof idempotencyKey === 'string' ? [[t('Key'), <code key="key">{idempotencyKey}</code>] as const] : []),
              ]}
            />
            <Folded title={t('The whole event, as it was received')}>
              <Code label={t('The whole event, as it was received')} text={readable(event.envelope)} />
            </Folded>
          </Section>
          <Timeline entries={event.timeline} />
        </s-stack>
      </div>
    </Page>
  );
}
