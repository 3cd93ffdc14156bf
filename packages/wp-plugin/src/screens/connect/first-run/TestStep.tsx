import { useServer, useWatchedTest, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { Button, Notice } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { useLocation } from 'wouter';
import { __, fill } from '../../../app/i18n.ts';
import { useStatus } from '../../../app/panel.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { Page } from '../../../ui/Page.tsx';
import { Section } from '../../../ui/Section.tsx';
import { Journey } from './Journey.tsx';
import { SendSample } from './SendSample.tsx';
import { SendTest } from './SendTest.tsx';
import { testsOf } from './tests.ts';

/** Send one made-up submission all the way, and watch it. `eventId` is the one being watched. */
export function TestStep({ flowId, eventId }: { flowId: string; eventId: string | undefined }) {
  const [, go] = useLocation();
  const { sources } = useStatus();
  const [note, setNote] = useState<string | null>(null);
  const params = { workspaceId: useWorkspaceId() };
  const flow = useServer('getFlow', { params: { ...params, flowId } });
  const connections = useServer('listConnections', { params });
  const names = connections.data?.items ?? [];
  const spec = flow.data?.published?.spec;
  const tests = spec === undefined ? [] : testsOf(sources, spec.trigger);
  const targets = names.filter(({ id }) => spec?.steps.some((step) => step.connection === id)).map(({ name }) => name);
  return (
    <Page
      title={__('Watch a test arrive', 'handoff')}
      intro={flow.data === undefined ? undefined : fill(__('The flow “{flow}” is on.', 'handoff'), { flow: flow.data.name })}
    >
      {flow.data === undefined &&
        (flow.error === null ? <Loading /> : <ErrorNotice error={flow.error} retry={() => void flow.refetch()} />)}
      {flow.data !== undefined && spec === undefined && (
        <Notice status="warning" isDismissible={false} className="handoff-notice">
          <p>{__('This flow is not on, so a test would go nowhere. Publish it first.', 'handoff')}</p>
          <Button variant="secondary" __next40pxDefaultSize href={`#/flows/${flowId}`}>
            {__('Open the flow', 'handoff')}
          </Button>
        </Notice>
      )}
      {spec !== undefined && eventId === undefined && (
        <Section title={__('Send a test', 'handoff')}>
          {tests.length > 0 ? (
            <SendTest
              tests={tests}
              targets={targets}
              onSent={(sent, message) => {
                setNote(message);
                go(`/start/test/${flowId}/${sent}`);
              }}
            />
          ) : (
            <SendSample flowId={flowId} type={spec.trigger.types[0] ?? 'form.submitted'} targets={targets} />
          )}
        </Section>
      )}
      {eventId !== undefined && (
        <Watched
          key={eventId}
          eventId={eventId}
          note={note}
          nameOf={(id) => names.find((connection) => connection.id === id)?.name ?? __('the destination', 'handoff')}
          again={() => go(`/start/test/${flowId}`)}
        />
      )}
    </Page>
  );
}

interface WatchedProps {
  eventId: string;
  /** Why the site could not hand it over at once. */
  note: string | null;
  nameOf: (connectionId: string) => string;
  again: () => void;
}

function Watched({ eventId, note, nameOf, again }: WatchedProps) {
  const { arrival, isThere, record, error, retry, releaseError, letGo } = useWatchedTest(eventId, nameOf);
  const title =
    arrival.state === 'arrived'
      ? __('Arrived', 'handoff')
      : arrival.state === 'failed'
        ? __('It did not arrive', 'handoff')
        : __('On its way', 'handoff');
  const ended = arrival.state === 'arrived' || arrival.state === 'failed';
  return (
    <Section title={title}>
      <Journey stations={arrival.stations} />
      {note !== null && !isThere && <p>{note}</p>}
      {error !== null && <ErrorNotice error={error} retry={retry} />}
      {releaseError !== null && <ErrorNotice error={releaseError} retry={letGo} />}
      <div role="status">
        {arrival.state === 'arrived' && (
          <p>
            <strong>{__('It works: the test has arrived.', 'handoff')}</strong>{' '}
            {__(
              'From now on real submissions take the same way by themselves. Delete the test’s record there if you do not want it.',
              'handoff',
            )}
          </p>
        )}
      </div>
      {ended && (
        <div className="handoff-actions">
          {record !== undefined && (
            <Button variant="secondary" __next40pxDefaultSize href={record} target="_blank" rel="noreferrer">
              {__('Look at the record', 'handoff')}
            </Button>
          )}
          <Button variant={arrival.state === 'arrived' ? 'primary' : 'secondary'} __next40pxDefaultSize href="#/">
            {__('Go to Home', 'handoff')}
          </Button>
          <Button variant="tertiary" __next40pxDefaultSize onClick={again}>
            {__('Send another test', 'handoff')}
          </Button>
        </div>
      )}
    </Section>
  );
}
