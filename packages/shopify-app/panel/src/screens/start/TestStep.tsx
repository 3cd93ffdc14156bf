import { type Flow, runsFor } from '@handoff/shared/panel';
import { usePanelHost, useServer, useSourceId, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { useState } from 'preact/hooks';
import { useLocation } from 'wouter';
import { fill, t } from '../../app/i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { SendTest } from './SendTest.tsx';
import { StartPage } from './StartPage.tsx';
import { WatchedTest } from './WatchedTest.tsx';

/**
 * Send one made-up event all the way, and watch it. `eventId` is the one being watched; without a flow named, it is the
 * first of this shop that is on.
 */
export function TestStep({ flowId, eventId }: { flowId: string | undefined; eventId: string | undefined }) {
  const workspaceId = useWorkspaceId();
  const sourceId = useSourceId();
  const flows = useServer('listFlows', { params: { workspaceId } });
  const flow = flows.data?.items.find(({ id, published }) =>
    flowId === undefined ? published !== null && runsFor(published.spec, sourceId) : id === flowId,
  );
  return (
    <StartPage
      step="test"
      title={t('Watch a test arrive')}
      intro={flow?.published === null || flow === undefined ? undefined : fill(t('The flow “{flow}” is on.'), { flow: flow.name })}
    >
      {flows.data === undefined &&
        (flows.error === null ? <Loading /> : <ErrorNotice error={flows.error} retry={() => void flows.refetch()} />)}
      {flows.data !== undefined && (flow === undefined || flow.published === null) && <NotOn flow={flow} />}
      {flow !== undefined && flow.published !== null && <Test flow={flow} spec={flow.published.spec} eventId={eventId} />}
    </StartPage>
  );
}

function NotOn({ flow }: { flow: Flow | undefined }) {
  return (
    <Notice
      tone="warning"
      title={flow === undefined ? t('No flow of this shop is on yet') : t('This flow is not on')}
      actions={
        <Button slot="secondary-actions" to={flow === undefined ? '/start/flow' : `/flows/${flow.id}`}>
          {flow === undefined ? t('Turn on a flow') : t('Open the flow')}
        </Button>
      }
    >
      {t('A test would go nowhere. Publish a flow first.')}
    </Notice>
  );
}

interface TestProps {
  flow: Flow;
  spec: NonNullable<Flow['published']>['spec'];
  eventId: string | undefined;
}

function Test({ flow, spec, eventId }: TestProps) {
  const [, go] = useLocation();
  const [note, setNote] = useState<string | null>(null);
  const { workspaceId } = usePanelHost();
  const connections = useServer('listConnections', { params: { workspaceId } });
  const names = connections.data?.items ?? [];
  const targets = names.filter(({ id }) => spec.steps.some((step) => step.connection === id)).map(({ name }) => name);
  if (eventId !== undefined) {
    return (
      <WatchedTest
        key={eventId}
        eventId={eventId}
        note={note}
        nameOf={(id) => names.find((connection) => connection.id === id)?.name ?? t('the destination')}
        again={() => go(`/start/test/${flow.id}`)}
      />
    );
  }
  return (
    <Section title={t('Send a test')}>
      <SendTest
        types={spec.trigger.types}
        targets={targets}
        onSent={(sent, message) => {
          setNote(message);
          go(`/start/test/${flow.id}/${sent}`);
        }}
      />
    </Section>
  );
}
