import type { Step } from '@handoff/shared/flow';
import { ruleWords, type SuggestedRule, sureWords, whyWords } from '@handoff/shared/panel';
import { useEditor } from '@handoff/shared/panel/hooks';
import { fill, t } from '../../../app/i18n.ts';
import { Button } from '../../../ui/Button.tsx';

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
    <li tabIndex={-1} data-work aria-label={name}>
      <s-grid gridTemplateColumns="1fr auto" gap="small-200" alignItems="center">
        <s-stack gap="none">
          <s-text>
            <s-text type="strong">{name}</s-text>: {ruleWords(entry.rule, words)}
          </s-text>
          <s-text color="subdued">
            {sureWords(entry, t)}
            {why === '' ? '' : ` – ${why}`}
          </s-text>
        </s-stack>
        <Button onClick={onTake} label={fill(t('Use this for {field}'), { field: name })}>
          {t('Use this')}
        </Button>
      </s-grid>
    </li>
  );
}
