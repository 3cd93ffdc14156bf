import {
  erasedWords,
  eventStateWords,
  evidenceWords,
  limitsWords,
  ruleTitle,
  screeningOf,
  signedWeight,
  weightSum,
} from '@handoff/shared/panel';
import { type EventDetail, usePanelHost, useServer, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { fill, t } from '../../../app/i18n.ts';
import { Go } from '../../../ui/Go.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Section } from '../../../ui/Section.tsx';
import { Status } from '../../../ui/Status.tsx';
import { eventPlace } from '../addresses.ts';

/** What was decided and why: each reason with its evidence and weight, and what they come to. */
export function Verdict({ event }: { event: EventDetail }) {
  const { tone, label, text } = eventStateWords(event, t);
  const erased = erasedWords(event, t);
  return (
    <Section title={t('Verdict')}>
      <s-stack direction="inline" gap="small-200" alignItems="center">
        <Status tone={tone}>{label}</Status>
        {event.marked !== null && (
          <s-text color="subdued">
            {event.marked === 'spam' ? t('Marked as spam by a person.') : t('Marked as not spam by a person.')}
          </s-text>
        )}
      </s-stack>
      {text !== null && <s-paragraph>{text}</s-paragraph>}
      {erased !== undefined && <s-paragraph>{erased}</s-paragraph>}
      {event.processError !== null && <Notice tone="critical">{event.processError}</Notice>}
      <Linked event={event} />
      {event.reasons.length > 0 && <Reasons event={event} />}
      <Problems problems={event.problems} />
    </Section>
  );
}

function Reasons({ event }: { event: EventDetail }) {
  const { locale } = usePanelHost();
  const { counted, sum } = weightSum(event.reasons);
  return (
    <>
      <s-table>
        <s-table-header-row>
          <s-table-header listSlot="primary">{t('Reason')}</s-table-header>
          <s-table-header listSlot="secondary">{t('What was seen')}</s-table-header>
          <s-table-header format="numeric">{t('Weight')}</s-table-header>
        </s-table-header-row>
        <s-table-body>
          {event.reasons.map(({ rule, evidence, weight, hard, suppress }, index) => (
            <s-table-row key={`${rule}-${index}`}>
              <s-table-cell>{ruleTitle(rule, t)}</s-table-cell>
              <s-table-cell>
                {evidenceWords(evidence, t, locale)} {(hard === true || suppress === true) && t('Decides by itself.')}
              </s-table-cell>
              <s-table-cell>{weight === 0 ? '–' : signedWeight(weight, locale)}</s-table-cell>
            </s-table-row>
          ))}
        </s-table-body>
      </s-table>
      {counted > 0 && (
        <s-paragraph>
          {fill(t('Together: {sum}.'), { sum: signedWeight(sum, locale) })} <Thresholds sourceId={event.sourceId} />
        </s-paragraph>
      )}
    </>
  );
}

function Thresholds({ sourceId }: { sourceId: string }) {
  const { locale } = usePanelHost();
  const sources = useServer('listSources', { params: { workspaceId: useWorkspaceId() } });
  const source = sources.data?.items.find(({ id }) => id === sourceId);
  if (source === undefined) return null;
  return <>{limitsWords(screeningOf(source.settings).thresholds, t, locale)}</>;
}

function Linked({ event: { duplicateOf, revisionOf } }: { event: EventDetail }) {
  return (
    <>
      {duplicateOf !== null && (
        <s-paragraph>
          {t('It says the same as an earlier one:')} <Go to={eventPlace(duplicateOf)}>{t('open the first')}</Go>
        </s-paragraph>
      )}
      {revisionOf !== null && (
        <s-paragraph>
          {t('It came under the key of an earlier one, with other content:')} <Go to={eventPlace(revisionOf)}>{t('open the first')}</Go>
        </s-paragraph>
      )}
    </>
  );
}

function Problems({ problems }: { problems: EventDetail['problems'] }) {
  if (problems.length === 0) return null;
  return (
    <>
      <s-heading>{t('Parts that could not be used as they came')}</s-heading>
      <s-unordered-list>
        {problems.map(({ path, message }) => (
          <s-list-item key={path + message}>
            <code>{path}</code> {message}
          </s-list-item>
        ))}
      </s-unordered-list>
    </>
  );
}
