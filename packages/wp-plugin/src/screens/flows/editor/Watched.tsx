import { type Flow, valueText } from '@handoff/shared/panel';
import { useWatched } from '@handoff/shared/panel/hooks';
import { __, fill, t } from '../../../app/i18n.ts';
import { Ago } from '../../../ui/Ago.tsx';
import { Section } from '../../../ui/Section.tsx';

/** What a version that watches would have sent so far. */
export function Watched({ flow }: { flow: Flow }) {
  const mine = useWatched(flow);
  return (
    <Section title={__('Watching: what it would have sent', 'handoff')}>
      {mine?.length === 0 && (
        <p className="handoff-quiet">
          {__('Nothing yet. It shows here once an event comes in that starts this flow. Nothing is sent.', 'handoff')}
        </p>
      )}
      <ul className="handoff-list">
        {mine?.map(({ id, eventId, createdAt, payload, error }) => (
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
