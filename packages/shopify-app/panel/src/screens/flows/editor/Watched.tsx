import { type Flow, valueText } from '@handoff/shared/panel';
import { useWatched } from '@handoff/shared/panel/hooks';
import { fill, t } from '../../../app/i18n.ts';
import { Ago } from '../../../ui/Ago.tsx';
import { Go } from '../../../ui/Go.tsx';
import { Section } from '../../../ui/Section.tsx';

/** What a version that watches would have sent so far. */
export function Watched({ flow }: { flow: Flow }) {
  const mine = useWatched(flow);
  return (
    <Section title={t('Watching: what it would have sent')}>
      {mine?.length === 0 && (
        <s-text color="subdued">{t('Nothing yet. It shows here once an event comes in that starts this flow. Nothing is sent.')}</s-text>
      )}
      <ul class="handoff-rows">
        {mine?.map(({ id, eventId, createdAt, payload, error }) => (
          <li key={id}>
            <s-text>
              <Ago at={createdAt} /> <Go to={`/activity/${eventId}`}>{t('Look at the event')}</Go>
            </s-text>
            {error !== null && (
              <s-paragraph tone="critical">{fill(t('It would have failed: {message}'), { message: error.message })}</s-paragraph>
            )}
            <code class="handoff-record__text">{valueText(payload, t)}</code>
          </li>
        ))}
      </ul>
    </Section>
  );
}
