import { precisionWords, ruleTitle } from '@handoff/shared/panel';
import { isAwaited, useLearned, useScreening, useServer, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { _n, fill, t } from '../../../app/i18n.ts';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { Section } from '../../../ui/Section.tsx';
import { Learned } from '../learned/Learned.tsx';
import { Digest } from './Digest.tsx';
import { Thresholds } from './Thresholds.tsx';

/** How right the screening of this shop was, by what people released and marked; and what other thresholds would have done. */
export function Quality() {
  const workspaceId = useWorkspaceId();
  const { sourceId, screening, error: unread, retry } = useScreening();
  const { data, error, refetch } = useServer('screeningQuality', { params: { workspaceId, sourceId }, query: {} });
  const digest = useServer('screeningDigest', { params: { workspaceId }, query: { sourceId, limit: 5 } });
  const learning = useLearned();
  // All at once: what comes later would push away a button that somebody is about to press.
  const isComing = data === undefined || isAwaited(digest) || learning.isAwaited;
  if (isComing || screening === undefined) {
    if (unread !== null) return <ErrorNotice error={unread} retry={retry} />;
    return error === null ? <Loading lines={12} /> : <ErrorNotice error={error} retry={() => void refetch()} />;
  }
  const looked = data.released + data.confirmed;
  const wrong = data.rules.filter(({ released }) => released > 0);
  return (
    <>
      <Section title={t('The last 30 days')}>
        <s-paragraph>
          {precisionWords(data, t)}{' '}
          {looked > 0 &&
            looked < data.kept &&
            t('What nobody has looked at counts as right: look through what was kept back now and then.')}
        </s-paragraph>
        <s-paragraph>
          {fill(t('Messages: {messages}. Flagged for a look: {flagged}. Let through and marked as spam by you: {missed}.'), {
            messages: data.messages,
            flagged: data.flagged,
            missed: data.missed,
          })}
        </s-paragraph>
        {wrong.length > 0 && (
          <s-stack gap="small-300">
            <s-text type="strong">{t('Signs that were wrong most often')}</s-text>
            <ul class="handoff-reasons" aria-label={t('Signs that were wrong most often')}>
              {wrong.map(({ rule, kept, released }) => (
                <li key={rule}>
                  <s-text type="strong">{ruleTitle(rule, t)}:</s-text>{' '}
                  {fill(_n('released {released} of {count} kept back', 'released {released} of {count} kept back', kept), {
                    released,
                    count: kept,
                  })}
                </li>
              ))}
            </ul>
          </s-stack>
        )}
      </Section>
      <Digest {...digest} />
      <Learned {...learning} />
      <Thresholds sourceId={sourceId} kept={screening.thresholds} />
    </>
  );
}
