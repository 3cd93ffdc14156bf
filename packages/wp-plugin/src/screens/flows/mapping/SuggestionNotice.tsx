import { Button, Notice } from '@wordpress/components';
import type { Step } from '@handoff/shared/flow';
import { useSuggestion } from '@handoff/shared/panel/hooks';
import { __, _n, fill } from '../../../app/i18n.ts';
import { SuggestedField } from './SuggestedField.tsx';

interface SuggestionNoticeProps {
  step: Step;
  earlier: readonly Step[];
}

/** Offers rules for fields nobody has filled, one by one or all at once; nothing is taken over without a click. */
export function SuggestionNotice({ step, earlier }: SuggestionNoticeProps) {
  const suggestion = useSuggestion(step, earlier);
  if (suggestion === undefined) return null;
  const { entries, isFirst, accept, acceptAll, hide } = suggestion;
  const list = (
    <ul className="handoff-suggestions">
      {entries.map((entry) => (
        <SuggestedField key={entry.target} step={step} entry={entry} onTake={() => accept(entry)} />
      ))}
    </ul>
  );
  const answers = (
    <p className="handoff-actions">
      <Button variant={isFirst ? 'primary' : 'secondary'} __next40pxDefaultSize onClick={acceptAll}>
        {fill(_n('Fill this field so', 'Fill these {count} fields so', entries.length, 'handoff'), { count: entries.length })}
      </Button>
      <Button variant="tertiary" __next40pxDefaultSize onClick={hide}>
        {__('No, thanks', 'handoff')}
      </Button>
    </p>
  );
  return isFirst ? (
    <Notice status="info" isDismissible={false} className="handoff-notice">
      <p>{__('A suggestion to begin with. Nothing is saved by taking it, and every field can be changed afterwards:', 'handoff')}</p>
      {list}
      {answers}
    </Notice>
  ) : (
    <details className="handoff-folded">
      <summary>
        {fill(_n('{count} more field could be filled', '{count} more fields could be filled', entries.length, 'handoff'), {
          count: entries.length,
        })}
      </summary>
      {list}
      {answers}
    </details>
  );
}
