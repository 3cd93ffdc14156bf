import { Button, Notice } from '@wordpress/components';
import type { Step } from '@handoff/shared/flow';
import type { SuggestedRule } from '@handoff/shared/panel';
import { useFocusAfter, useSuggestion } from '@handoff/shared/panel/hooks';
import { useRef, useState } from '@wordpress/element';
import { __, _n, fill } from '../../../app/i18n.ts';
import { SuggestedField } from './SuggestedField.tsx';

interface SuggestionNoticeProps {
  step: Step;
  earlier: readonly Step[];
  /** Where the keyboard goes on once nothing is suggested any more. */
  onGone: () => void;
}

/** Offers rules for fields nobody has filled, one by one or all at once; nothing is taken over without a click. */
export function SuggestionNotice({ step, earlier, onGone }: SuggestionNoticeProps) {
  const suggestion = useSuggestion(step, earlier);
  const [hasTaken, setTaken] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  const goOn = useFocusAfter(list, (suggestion?.entries ?? []).map(idOf), onGone);
  if (suggestion === undefined) return null;
  const { entries, isFirst, accept, acceptAll, hide } = suggestion;
  const take = (some: readonly SuggestedRule[], accepting: () => void) => {
    accepting();
    setTaken(true);
    goOn(some.map(idOf));
  };
  const leave = () => {
    hide();
    onGone();
  };
  const shown = (
    <ul className="handoff-suggestions" ref={list}>
      {entries.map((entry) => (
        <SuggestedField key={entry.target} step={step} entry={entry} onTake={() => take([entry], () => accept(entry))} />
      ))}
    </ul>
  );
  const answers = (
    <p className="handoff-actions">
      <Button variant={isFirst ? 'primary' : 'secondary'} __next40pxDefaultSize onClick={() => take(entries, acceptAll)}>
        {fill(_n('Use this suggestion', 'Use all {count} suggestions', entries.length, 'handoff'), { count: entries.length })}
      </Button>
      <Button variant="tertiary" __next40pxDefaultSize onClick={leave}>
        {__('No, thanks', 'handoff')}
      </Button>
    </p>
  );
  return isFirst ? (
    <Notice status="info" isDismissible={false} className="handoff-notice">
      <p>{__('A suggestion to begin with. Nothing is saved by taking it, and every field can be changed afterwards:', 'handoff')}</p>
      {shown}
      {answers}
    </Notice>
  ) : (
    // Who took one of them goes on with the rest.
    <details className="handoff-folded" open={hasTaken}>
      <summary>
        {fill(_n('{count} more field could be filled', '{count} more fields could be filled', entries.length, 'handoff'), {
          count: entries.length,
        })}
      </summary>
      {shown}
      {answers}
    </details>
  );
}

const idOf = ({ target }: SuggestedRule) => ({ id: target });
