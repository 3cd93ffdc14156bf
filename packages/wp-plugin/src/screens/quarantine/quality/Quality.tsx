import { precisionWords, ruleTitle } from '@handoff/shared/panel';
import { isAwaited, useLearned, useScreening, useServer, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { __, _n, fill, t } from '../../../app/i18n.ts';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { Section } from '../../../ui/Section.tsx';
import { Learned } from '../learned/Learned.tsx';
import { Digest } from './Digest.tsx';
import { Thresholds } from './Thresholds.tsx';

/** How right the screening of this site was, by what people released and marked; and what other thresholds would have done. */
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
      <Section title={__('The last 30 days', 'handoff')}>
        <p>
          {precisionWords(data, t)}{' '}
          {looked > 0 && looked < data.kept && (
            <span className="handoff-quiet">
              {__('What nobody has looked at counts as right: look through what was kept back now and then.', 'handoff')}
            </span>
          )}
        </p>
        <p>
          {fill(__('Messages: {messages}. Flagged for a look: {flagged}. Let through and marked as spam by you: {missed}.', 'handoff'), {
            messages: data.messages,
            flagged: data.flagged,
            missed: data.missed,
          })}
        </p>
        {wrong.length > 0 && (
          <>
            <h4 id="handoff-wrong-signs">{__('Signs that were wrong most often', 'handoff')}</h4>
            <ul className="handoff-kept__reasons" aria-labelledby="handoff-wrong-signs">
              {wrong.map(({ rule, kept, released }) => (
                <li key={rule}>
                  <strong>{ruleTitle(rule, t)}:</strong>{' '}
                  {fill(_n('released {released} of {count} kept back', 'released {released} of {count} kept back', kept, 'handoff'), {
                    released,
                    count: kept,
                  })}
                </li>
              ))}
            </ul>
          </>
        )}
      </Section>
      <Digest {...digest} />
      <Learned {...learning} />
      <Thresholds sourceId={sourceId} kept={screening.thresholds} />
    </>
  );
}
