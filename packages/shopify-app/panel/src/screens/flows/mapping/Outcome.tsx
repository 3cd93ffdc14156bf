import { type Row, valueText } from '@handoff/shared/panel';
import type { PreviewState } from '@handoff/shared/panel/hooks';
import { t } from '../../../app/i18n.ts';

interface OutcomeProps {
  row: Row;
  preview: PreviewState;
  problems: readonly string[];
}

/** What a field gets of the example, and what is wrong with it. */
export function Outcome({ row: { field, rule }, preview: { preview, isStale }, problems }: OutcomeProps) {
  const trace = preview?.trace.find(({ target }) => target === field.path);
  const warnings = (preview?.warnings ?? []).filter(({ path }) => path === field.path);
  const isSent = rule !== undefined && trace !== undefined && problems.length === 0;
  // What the schema says of a field that is not there is said better here.
  const wrong = rule === undefined ? (problems.length > 0 ? [t('This has to be filled, and nothing is yet.')] : []) : problems;
  if (!isSent && wrong.length === 0 && warnings.length === 0) return null;
  return (
    <div class={`handoff-row__outcome${isStale ? ' is-stale' : ''}`}>
      {isSent && (
        <span>
          <span class="handoff-quiet">{t('Sends')}</span> {sentWords(trace['value'])}
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

function sentWords(value: unknown): string {
  if (value === null) return t('nothing: clears the field');
  const text = valueText(value, t);
  return text === '' ? t('nothing: leaves the field as it is') : text;
}
