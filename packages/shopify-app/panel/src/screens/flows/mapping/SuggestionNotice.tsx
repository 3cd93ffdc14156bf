import type { Step } from '@handoff/shared/flow';
import type { SuggestedRule } from '@handoff/shared/panel';
import { useFocusAfter, useSuggestion } from '@handoff/shared/panel/hooks';
import { useRef, useState } from 'preact/hooks';
import { _n, fill, t } from '../../../app/i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { Folded } from '../../../ui/Folded.tsx';
import { Notice } from '../../../ui/Notice.tsx';
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
  const count = entries.length;
  const take = (some: readonly SuggestedRule[], accepting: () => void) => {
    accepting();
    setTaken(true);
    goOn(some.map(idOf));
  };
  const leave = () => {
    hide();
    onGone();
  };
  const content = (
    <s-stack gap="small-200">
      <ul class="handoff-suggestions" ref={list}>
        {entries.map((entry) => (
          <SuggestedField key={entry.target} step={step} entry={entry} onTake={() => take([entry], () => accept(entry))} />
        ))}
      </ul>
      <s-stack direction="inline" gap="small-200">
        <Button variant={isFirst ? 'primary' : 'secondary'} onClick={() => take(entries, acceptAll)}>
          {fill(_n('Use this suggestion', 'Use all {count} suggestions', count), { count })}
        </Button>
        <Button variant="tertiary" onClick={leave}>
          {t('No, thanks')}
        </Button>
      </s-stack>
    </s-stack>
  );
  return isFirst ? (
    <Notice tone="info">
      <s-paragraph>
        {t('A suggestion to begin with. Nothing is saved by taking it, and every field can be changed afterwards:')}
      </s-paragraph>
      {content}
    </Notice>
  ) : (
    // Who took one of them goes on with the rest.
    <Folded open={hasTaken} title={fill(_n('{count} more field could be filled', '{count} more fields could be filled', count), { count })}>
      {content}
    </Folded>
  );
}

const idOf = ({ target }: SuggestedRule) => ({ id: target });
