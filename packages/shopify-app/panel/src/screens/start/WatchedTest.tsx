import type { Station } from '@handoff/shared/panel';
import { useWatchedTest } from '@handoff/shared/panel/hooks';
import { t } from '../../app/i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Section } from '../../ui/Section.tsx';
import { Marked } from '../../ui/Marked.tsx';

interface WatchedTestProps {
  eventId: string;
  /** Why the app could not hand it over at once. */
  note: string | null;
  nameOf: (connectionId: string) => string;
  again: () => void;
}

/** A test on its way, station by station. */
export function WatchedTest({ eventId, note, nameOf, again }: WatchedTestProps) {
  const { arrival, isThere, record, error, retry, releaseError, letGo } = useWatchedTest(eventId, nameOf);
  const { state, stations } = arrival;
  const title = state === 'arrived' ? t('Arrived') : state === 'failed' ? t('It did not arrive') : t('On its way');
  return (
    <Section title={title}>
      <Journey stations={stations} />
      {note !== null && !isThere && <s-paragraph>{note}</s-paragraph>}
      {error !== null && <ErrorNotice error={error} retry={retry} />}
      {releaseError !== null && <ErrorNotice error={releaseError} retry={letGo} />}
      <div role="status">
        {state === 'arrived' && (
          <s-paragraph>
            <s-text type="strong">{t('It works: the test has arrived.')}</s-text>{' '}
            {t('From now on what really happens takes the same way by itself. Delete the test’s record there if you do not want it.')}
          </s-paragraph>
        )}
      </div>
      {(state === 'arrived' || state === 'failed') && (
        <s-stack direction="inline" gap="small-200">
          {record !== undefined && <Button to={record}>{t('Look at the record')}</Button>}
          <Button variant={state === 'arrived' ? 'primary' : 'secondary'} to="/">
            {t('Go to Home')}
          </Button>
          <Button variant="tertiary" onClick={again}>
            {t('Send another test')}
          </Button>
        </s-stack>
      )}
    </Section>
  );
}

/** The stations of a test so far; each new one is read out. */
function Journey({ stations }: { stations: readonly Station[] }) {
  return (
    <ol class="handoff-rows" aria-live="polite">
      <li>
        <Marked tone="good">
          <s-text type="strong">{t('Made up by this app')}</s-text>
        </Marked>
      </li>
      {stations.map(({ key, tone, label, detail }) => (
        <li key={key}>
          <Marked tone={tone}>
            <s-text type="strong">{label}</s-text> {detail !== null && <s-text color="subdued">{detail}</s-text>}
          </Marked>
        </li>
      ))}
    </ol>
  );
}
