import { type Flow, type FlowNames, flowSentence, latestVersion, runsFor } from '@handoff/shared/panel';
import { type Failures, useServer, useSourceId, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { fill, t } from '../../../app/i18n.ts';
import { Ago } from '../../../ui/Ago.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Section } from '../../../ui/Section.tsx';
import { Status } from '../../../ui/Status.tsx';
import { FlowState } from './FlowState.tsx';

interface FlowItemProps {
  flow: Flow;
  names: FlowNames;
  failures: Failures | undefined;
  onArchive: () => void;
}

/** One flow in a sentence, with how it fares. */
export function FlowItem({ flow, names, failures, onArchive }: FlowItemProps) {
  const sourceId = useSourceId();
  const version = flow.published ?? latestVersion(flow);
  const { name } = flow;
  return (
    <Section title={name}>
      {version !== null && <s-paragraph>{flowSentence(version.spec, names)}</s-paragraph>}
      <s-stack direction="inline" gap="small-200" alignItems="center">
        <FlowState flow={flow} />
        {flow.published !== null && !runsFor(flow.published.spec, sourceId) && (
          <Status tone="attention">{t('Runs for other sources only')}</Status>
        )}
        {failures !== undefined && <FailureCount {...failures} />}
        {flow.published !== null && <LastSuccess flowId={flow.id} />}
        <s-text color="subdued">{flow.owner === null ? t('No owner') : fill(t('Owner: {owner}'), { owner: flow.owner })}</s-text>
      </s-stack>
      <s-stack direction="inline" gap="small-200">
        <Button to={`/flows/${flow.id}`} label={fill(t('Edit “{name}”'), { name })}>
          {t('Edit')}
        </Button>
        <Button variant="tertiary" to={`/flows/${flow.id}/history`} label={fill(t('History of “{name}”'), { name })}>
          {t('History')}
        </Button>
        <Button variant="tertiary" critical label={fill(t('Archive “{name}”'), { name })} onClick={onArchive}>
          {t('Archive')}
        </Button>
      </s-stack>
    </Section>
  );
}

function LastSuccess({ flowId }: { flowId: string }) {
  const workspaceId = useWorkspaceId();
  const { data } = useServer('listDeliveries', { params: { workspaceId }, query: { flowId, state: 'succeeded', limit: 1 } });
  if (data === undefined) return null;
  return (
    <s-text color="subdued">
      {t('Last success:')} <Ago at={data.items[0]?.finishedAt ?? null} />
    </s-text>
  );
}

function FailureCount({ dead, uncertain, isPartial }: Failures) {
  const more = isPartial ? '+' : '';
  return (
    <>
      {dead > 0 && <Status tone="bad">{fill(t('Failed: {count}'), { count: `${dead}${more}` })}</Status>}
      {uncertain > 0 && <Status tone="attention">{fill(t('Uncertain: {count}'), { count: `${uncertain}${more}` })}</Status>}
    </>
  );
}
