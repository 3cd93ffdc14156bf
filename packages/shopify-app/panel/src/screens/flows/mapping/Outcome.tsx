import { fieldProblems, type Row, sentWords } from '@handoff/shared/panel';
import type { PreviewState } from '@handoff/shared/panel/hooks';
import { t } from '../../../app/i18n.ts';

interface OutcomeProps {
  row: Row;
  preview: PreviewState;
  problems: readonly string[];
}

/** What a field gets of the example, and what is wrong with it. */
export function Outcome({ row, preview: { preview, isStale }, problems }: OutcomeProps) {
  const { field, rule } = row;
  const trace = preview?.trace.find(({ target }) => target === field.path);
  const warnings = (preview?.warnings ?? []).filter(({ path }) => path === field.path);
  const isSent = rule !== undefined && trace !== undefined && problems.length === 0;
  const wrong = fieldProblems(row, trace, problems, t);
  if (!isSent && wrong.length === 0 && warnings.length === 0) return null;
  return (
    <div class={`handoff-row__outcome${isStale ? ' is-stale' : ''}`}>
      {isSent && (
        <span>
          <span class="handoff-quiet">{t('Sends')}</span> {sentWords(trace['value'], t)}
        </span>
      )}
      {wrong.map((message) => (
        <s-text key={message} tone="critical">
          {message}
        </s-text>
      ))}
      {warnings.map(({ message }) => (
        <s-text key={message} tone="caution">
          {message}
        </s-text>
      ))}
    </div>
  );
}
