import { useState } from 'preact/hooks';
import { _n, fill, t } from '../../app/i18n.ts';
import { useShop } from '../../app/queries.ts';
import { useStatus } from '../../app/status.ts';
import { Ago } from '../../ui/Ago.tsx';
import { Button } from '../../ui/Button.tsx';
import { Confirm } from '../../ui/Confirm.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { focusContent } from '../../ui/Page.tsx';
import { Row } from '../../ui/Row.tsx';
import { Section } from '../../ui/Section.tsx';
import { untilWords } from '../../ui/times.ts';
import { useKept } from './useKept.ts';
import { flagWords, topicWords } from './words.ts';

type State = 'failed' | 'pending';
const LOOK_EVERY_MS = 10_000;

/** Webhooks that failed and wait for a person, or that are still on their way. Nothing where there are none. */
export function Kept({ state }: { state: State }) {
  const inbox = useShop('listInbox', { query: { state } }, { every: LOOK_EVERY_MS });
  const rows = inbox.data?.items ?? [];
  const kept = useKept(() => focusContent());
  const [asking, setAsking] = useState<readonly number[] | null>(null);
  const { shop } = useStatus();
  if (inbox.error !== null) return <ErrorNotice error={inbox.error} retry={() => void inbox.refetch()} />;
  if (rows.length === 0 && kept.said === null) return null;
  const ids = rows.map(({ id }) => id);
  return (
    <Section title={state === 'failed' ? t('Could not be read') : t('On their way')}>
      <div role="status">{kept.said !== null && <s-text>{kept.said}</s-text>}</div>
      {kept.error !== null && <Notice tone="critical">{kept.error.message}</Notice>}
      {state === 'failed' && rows.length > 1 && (
        <s-button-group>
          <Button slot="secondary-actions" busy={kept.busy} onClick={() => kept.retry(ids)}>
            {inbox.data?.next === null ? t('Try all again') : fill(t('Try these {count} again'), { count: ids.length })}
          </Button>
        </s-button-group>
      )}
      <ul class="handoff-rows">
        {rows.map(({ id, topic, receivedAt, flags, attempts, nextAt, error }) => (
          <li key={id}>
            <Row
              end={
                state === 'failed' && (
                  <s-stack direction="inline" gap="small-300">
                    <Button
                      busy={kept.busy}
                      label={fill(t('Try again: {what}'), { what: topicWords(topic) })}
                      onClick={() => kept.retry([id])}
                    >
                      {t('Try again')}
                    </Button>
                    <Button
                      critical
                      variant="tertiary"
                      label={fill(t('Discard: {what}'), { what: topicWords(topic) })}
                      onClick={() => setAsking([id])}
                    >
                      {t('Discard')}
                    </Button>
                  </s-stack>
                )
              }
            >
              <s-stack gap="small-300">
                <s-text type="strong">{topicWords(topic)}</s-text>
                {error !== null && <s-text>{error}</s-text>}
                <s-text color="subdued">
                  {t('Came:')} <Ago at={receivedAt} />.{' '}
                  {attempts > 0 && `${fill(_n('Tried once.', 'Tried {count} times.', attempts), { count: attempts })} `}
                  {flags.length > 0 && `${fill(t('Noticed: {flags}.'), { flags: flags.map(flagWords).join(', ') })} `}
                  {untilWords(nextAt, shop.timezone)}
                </s-text>
              </s-stack>
            </Row>
          </li>
        ))}
      </ul>
      {asking !== null && (
        <Confirm
          title={t('Discard this webhook?')}
          verb={t('Discard')}
          critical
          busy={kept.busy}
          onConfirm={() => kept.discard(asking, () => setAsking(null))}
          onCancel={() => setAsking(null)}
        >
          <s-paragraph>
            {t(
              'What it told is not handed over. If it was about an order or a customer, the next comparison with your shop brings how that is by then.',
            )}
          </s-paragraph>
        </Confirm>
      )}
    </Section>
  );
}
