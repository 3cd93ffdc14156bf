import { Button } from '@wordpress/components';
import type { Step } from '@handoff/shared/flow';
import { ruleWords, type SuggestedRule, sureWords, whyWords } from '@handoff/shared/panel';
import { useEditor } from '@handoff/shared/panel/hooks';
import { __, fill } from '../../../app/i18n.ts';

interface SuggestedFieldProps {
  step: Step;
  entry: SuggestedRule;
  onTake: () => void;
}

/** One field of the destination, what would fill it, how sure that is and why. */
export function SuggestedField({ step, entry, onTake }: SuggestedFieldProps) {
  const { words, fieldName } = useEditor();
  const name = fieldName(step, entry.target);
  const why = whyWords(entry, words.t);
  return (
    <li className="handoff-suggestion">
      <span className="handoff-suggestion__what">
        <strong>{name}</strong>: {ruleWords(entry.rule, words)}
        <span className="handoff-suggestion__why">
          {sureWords(entry, words.t)}
          {why === '' ? '' : ` – ${why}`}
        </span>
      </span>
      <Button
        variant="secondary"
        size="small"
        onClick={onTake}
        aria-label={fill(__('Use this for {field}', 'handoff'), { field: name })}
        data-work
      >
        {__('Use this', 'handoff')}
      </Button>
    </li>
  );
}
