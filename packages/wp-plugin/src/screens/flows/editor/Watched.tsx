import { type Flow, valueText } from '@handoff/shared/panel';
import { useServer, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { __, fill, t } from '../../../app/i18n.ts';
import { Ago } from '../../../ui/Ago.tsx';
import { Section } from '../../../ui/Section.tsx';

const SHOWN = 5;
const LOOK_EVERY_MS = 15_000;

/** What a version that watches would have sent so far. */
export function Watched({ flow }: { flow: Flow }) {
  const params = { workspaceId: useWorkspaceId() };
  const { data } = useServer(
    'listDeliveries',
    { params, query: { flowId: flow.id, state: 'shadow', limit: SHOWN } },
    { every: LOOK_EVERY_MS },
  );
  const mine = data?.items.filter(({ flowVersionId }) => flowVersionId === flow.shadow?.id) ?? [];
  return (
    <Section title={__('Watching: what it would have sent', 'handoff')}>
      {data !== undefined && mine.length === 0 && (
        <p className="handoff-quiet">
          {__('Nothing yet. It shows here once an event comes in that starts this flow. Nothing is sent.', 'handoff')}
        </p>
      )}
      <ul className="handoff-list">
        {mine.map(({ id, eventId, createdAt, payload, error }) => (
          <li key={id}>
            <Ago at={createdAt} /> <a href={`#/activity/${eventId}`}>{__('Look at the event', 'handoff')}</a>
            {error !== null && (
              <p className="handoff-problem">{fill(__('It would have failed: {message}', 'handoff'), { message: error.message })}</p>
            )}
            <code className="handoff-record-text">{valueText(payload, t)}</code>
          </li>
        ))}
      </ul>
    </Section>
  );
}
