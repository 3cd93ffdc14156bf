import type { Flow } from '@handoff/shared/panel';
import { useLiveFlows, useRunHereToo, useServer, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { Redirect, useLocation } from 'wouter';
import { fill, t } from '../../app/i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Section } from '../../ui/Section.tsx';
import { StartPage } from './StartPage.tsx';
import { SuggestedFlow } from './SuggestedFlow.tsx';

/** A suggested flow from this shop to one connection, to accept with one button. Without one named, to the first that works. */
export function FlowStep({ connectionId }: { connectionId: string | undefined }) {
  const workspaceId = useWorkspaceId();
  const connections = useServer('listConnections', { params: { workspaceId } });
  const destinations = useServer('listDestinations', {});
  const error = connections.error ?? destinations.error;
  if (connections.data === undefined || destinations.data === undefined) {
    const retry = () => void Promise.all([connections.refetch(), destinations.refetch()]);
    return (
      <StartPage step="flow" title={t('What should happen?')}>
        {error === null ? <Loading lines={8} /> : <ErrorNotice error={error} retry={retry} />}
      </StartPage>
    );
  }
  const usable = connections.data.items.filter(({ authorized }) => authorized);
  const connection = connectionId === undefined ? usable[0] : usable.find(({ id }) => id === connectionId);
  const destination = destinations.data.items.find(({ type }) => type === connection?.destination);
  const operation = destination?.operations[0];
  if (connection === undefined || destination === undefined || operation === undefined) return <Redirect to="/start/destination" />;
  return (
    <StartPage
      step="flow"
      title={t('What should happen?')}
      intro={t('Here is a suggestion that fits most shops. You can change every part of it later.')}
    >
      <LiveFlows connectionId={connection.id} />
      <SuggestedFlow key={connection.id} connection={connection} destination={destination} operation={operation} />
    </StartPage>
  );
}

/** What is on already, so that nothing is made twice. */
function LiveFlows({ connectionId }: { connectionId: string }) {
  const { here, elsewhere } = useLiveFlows(connectionId);
  return (
    <>
      {here.length > 0 && (
        <Section title={t('On already')}>
          <ul class="handoff-rows">
            {here.map(({ id, name }) => (
              <li key={id}>
                <s-stack direction="inline" gap="small-200" alignItems="center">
                  <s-text type="strong">{name}</s-text>
                  <Button to={`/start/test/${id}`} label={fill(t('Send a test through “{name}”'), { name })}>
                    {t('Send a test')}
                  </Button>
                </s-stack>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {elsewhere.length > 0 && (
        <Section title={t('On, but not for this shop')}>
          <s-paragraph>
            {t(
              'These flows run for other sites or shops, or ran for this one before it was connected anew. They do nothing with what this shop sends.',
            )}
          </s-paragraph>
          <ul class="handoff-rows">
            {elsewhere.map((flow) => (
              <li key={flow.id}>
                <RunHereToo flow={flow} />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

/** A flow that is on for other sources, and a button that lets it run for this shop too. */
function RunHereToo({ flow }: { flow: Flow }) {
  const [, go] = useLocation();
  const { run, busy, error } = useRunHereToo(flow);
  return (
    <s-stack gap="small-200">
      <s-stack direction="inline" gap="small-200" alignItems="center">
        <s-text type="strong">{flow.name}</s-text>
        <Button
          busy={busy}
          label={fill(t('{verb}: {name}'), { verb: t('Let it run for this shop too'), name: flow.name })}
          onClick={() => void run().then((done) => done && go(`/start/test/${flow.id}`))}
        >
          {t('Let it run for this shop too')}
        </Button>
      </s-stack>
      {error !== null && <ErrorNotice error={error} />}
    </s-stack>
  );
}
