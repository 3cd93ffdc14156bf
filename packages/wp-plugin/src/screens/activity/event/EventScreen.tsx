import { aboutEvent, eventStateWords } from '@handoff/shared/panel';
import { type EventDetail, useEvent, useNames } from '@handoff/shared/panel/hooks';
import { __, fill, t } from '../../../app/i18n.ts';
import { Ago } from '../../../ui/Ago.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { Page } from '../../../ui/Page.tsx';
import { Section } from '../../../ui/Section.tsx';
import { Status } from '../../../ui/Status.tsx';
import { BackLink } from './BackLink.tsx';
import { Consents } from './Consents.tsx';
import { Deliveries } from './Deliveries.tsx';
import { EventActions } from './EventActions.tsx';
import { Facts } from './Facts.tsx';
import { Folded } from './Folded.tsx';
import { Submitted } from './Submitted.tsx';
import { Timeline } from './Timeline.tsx';
import { Verdict } from './Verdict.tsx';

/** One event with all that became of it. */
export function EventScreen({ eventId }: { eventId: string }) {
  const event = useEvent(eventId);
  if (event.data === undefined) {
    return (
      <Page title={__('Event', 'handoff')}>
        <BackLink />
        {event.error === null ? <Loading lines={12} /> : <ErrorNotice error={event.error} retry={() => void event.refetch()} />}
      </Page>
    );
  }
  return <Known event={event.data} error={event.error} retry={() => void event.refetch()} />;
}

function Known({ event, error, retry }: { event: EventDetail; error: Error | null; retry: () => void }) {
  const names = useNames();
  const { kind, title } = aboutEvent(event.type, event.envelope, t);
  const state = eventStateWords(event, t);
  const { id, idempotencyKey } = event.envelope;
  return (
    <Page
      title={
        event.contact === null ? (title ?? kind) : fill(__('{what}, {person}', 'handoff'), { what: title ?? kind, person: event.contact })
      }
      intro={<Status tone={state.tone}>{state.label}</Status>}
      actions={<EventActions event={event} />}
    >
      <BackLink />
      {error !== null && <ErrorNotice error={error} retry={retry} />}
      <div className="handoff-event">
        <div>
          <Deliveries event={event} names={names} />
          <Submitted envelope={event.envelope} />
          <Consents envelope={event.envelope} />
          <Verdict event={event} />
        </div>
        <div>
          <Section title={__('About it', 'handoff')}>
            <Facts
              facts={[
                [__('What', 'handoff'), kind],
                [__('Happened', 'handoff'), <Ago key="happened" at={event.occurredAt} />],
                [__('Received', 'handoff'), <Ago key="received" at={event.receivedAt} />],
                [__('Source', 'handoff'), names.source(event.sourceId)],
                [__('Event ID', 'handoff'), <code key="id">{event.id}</code>],
                [__('ID at the source', 'handoff'), typeof id === 'string' ? <code key="own">{id}</code> : null],
                [__('Key', 'handoff'), typeof idempotencyKey === 'string' ? <code key="key">{idempotencyKey}</code> : null],
              ]}
            />
            <Folded title={__('The whole event, as it was received', 'handoff')} value={event.envelope} />
          </Section>
          <Timeline entries={event.timeline} />
        </div>
      </div>
    </Page>
  );
}
