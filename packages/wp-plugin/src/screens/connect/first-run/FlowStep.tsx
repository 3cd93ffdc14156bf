import { useLiveFlows, useServer, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { Button } from '@wordpress/components';
import { useLocation } from 'wouter';
import { __ } from '../../../app/i18n.ts';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { Page } from '../../../ui/Page.tsx';
import { Section } from '../../../ui/Section.tsx';
import { RunHereToo } from './RunHereToo.tsx';
import { SuggestedFlow } from './SuggestedFlow.tsx';

/** A suggested flow from this site to one connection, to accept with one button. */
export function FlowStep({ connectionId }: { connectionId: string }) {
  const [, go] = useLocation();
  const workspaceId = useWorkspaceId();
  const connection = useServer('getConnection', { params: { workspaceId, connectionId } });
  const destinations = useServer('listDestinations', {});
  const { here, elsewhere } = useLiveFlows(connectionId);
  const destination = destinations.data?.items.find(({ type }) => type === connection.data?.destination);
  const operation = destination?.operations[0];
  const error = connection.error ?? destinations.error;
  const isKnown = connection.data !== undefined && destinations.data !== undefined;
  return (
    <Page
      title={__('What should happen?', 'handoff')}
      intro={__('Here is a suggestion that fits most sites. You can change every part of it later.', 'handoff')}
    >
      {error !== null && !isKnown && (
        <ErrorNotice error={error} retry={() => void Promise.all([connection.refetch(), destinations.refetch()])} />
      )}
      {error === null && !isKnown && <Loading lines={8} />}
      {here.length > 0 && (
        <Section title={__('On already', 'handoff')}>
          <ul className="handoff-use">
            {here.map((flow) => (
              <li key={flow.id}>
                <strong>{flow.name}</strong>
                <Button variant="secondary" __next40pxDefaultSize onClick={() => go(`/start/test/${flow.id}`)}>
                  {__('Send a test', 'handoff')}
                </Button>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {elsewhere.length > 0 && (
        <Section title={__('On, but not for this site', 'handoff')}>
          <p>
            {__(
              'These flows run for other sites, or ran for this one before it was connected anew. They do nothing with what this site sends.',
              'handoff',
            )}
          </p>
          <ul className="handoff-use">
            {elsewhere.map((flow) => (
              <li key={flow.id}>
                <RunHereToo flow={flow} onDone={() => go(`/start/test/${flow.id}`)} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      {connection.data !== undefined && destination !== undefined && operation !== undefined && (
        <SuggestedFlow connection={connection.data} destination={destination} operation={operation} />
      )}
    </Page>
  );
}
