import { t } from '../../app/i18n.ts';
import { useShop } from '../../app/queries.ts';
import { Ago } from '../../ui/Ago.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Section } from '../../ui/Section.tsx';
import { Status } from '../../ui/Status.tsx';
import { numberWords } from '../../ui/times.ts';
import { topicWords } from './words.ts';

const LOOK_EVERY_MS = 15_000;

/** Each topic: what came, when, and what was found only by comparing. */
export function Topics() {
  const topics = useShop('listTopics', {}, { every: LOOK_EVERY_MS });
  return (
    <Section title={t('What Shopify tells')} flush>
      {topics.error !== null && <ErrorNotice error={topics.error} retry={() => void topics.refetch()} />}
      {topics.isPending && <Loading lines={8} />}
      {topics.data?.items.length === 0 && (
        <Empty title={t('Nothing came yet')}>
          <s-paragraph>{t('The first order, customer or checkout shows here within seconds.')}</s-paragraph>
        </Empty>
      )}
      {topics.data !== undefined && topics.data.items.length > 0 && (
        <s-table>
          <s-table-header-row>
            <s-table-header listSlot="primary">{t('About')}</s-table-header>
            <s-table-header listSlot="inline">{t('State')}</s-table-header>
            <s-table-header>{t('Last came')}</s-table-header>
            <s-table-header format="numeric">{t('Came')}</s-table-header>
            <s-table-header format="numeric">{t('Found by comparing')}</s-table-header>
          </s-table-header-row>
          <s-table-body>
            {topics.data.items.map(({ topic, state, lastAt, deliveries, missed, missedAt }) => (
              <s-table-row key={topic}>
                <s-table-cell>
                  <s-stack gap="none">
                    <s-text>{topicWords(topic)}</s-text>
                    <s-text color="subdued">{topic}</s-text>
                  </s-stack>
                </s-table-cell>
                <s-table-cell>
                  <TopicState state={state} />
                </s-table-cell>
                <s-table-cell>
                  <Ago at={lastAt} />
                </s-table-cell>
                <s-table-cell>{numberWords(deliveries)}</s-table-cell>
                <s-table-cell>
                  {numberWords(missed)}
                  {missedAt !== null && (
                    <s-text color="subdued">
                      {' '}
                      (<Ago at={missedAt} />)
                    </s-text>
                  )}
                </s-table-cell>
              </s-table-row>
            ))}
          </s-table-body>
        </s-table>
      )}
    </Section>
  );
}

function TopicState({ state }: { state: 'ok' | 'waiting' | 'missed' }) {
  switch (state) {
    case 'ok':
      return <Status tone="good">{t('Comes in')}</Status>;
    case 'waiting':
      return <Status tone="quiet">{t('Nothing came yet')}</Status>;
    case 'missed':
      return <Status tone="attention">{t('Some got lost')}</Status>;
  }
}
