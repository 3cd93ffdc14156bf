import type { Step } from '@handoff/shared/flow';
import { useSuggestion } from '@handoff/shared/panel/hooks';
import { _n, fill, t } from '../../../app/i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { Folded } from '../../../ui/Folded.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { SuggestedField } from './SuggestedField.tsx';

/** Offers rules for fields nobody has filled, one by one or all at once; nothing is taken over without a click. */
export function SuggestionNotice({ step, earlier }: { step: Step; earlier: readonly Step[] }) {
  const suggestion = useSuggestion(step, earlier);
  if (suggestion === undefined) return null;
  const { entries, isFirst, accept, acceptAll, hide } = suggestion;
  const count = entries.length;
  const content = (
    <s-stack gap="small-200">
      <s-stack gap="small-300">
        {entries.map((entry) => (
          <SuggestedField key={entry.target} step={step} entry={entry} onTake={() => accept(entry)} />
        ))}
      </s-stack>
      <s-stack direction="inline" gap="small-200">
        <Button variant={isFirst ? 'primary' : 'secondary'} onClick={acceptAll}>
          {fill(_n('Fill this field so', 'Fill these {count} fields so', count), { count })}
        </Button>
        <Button variant="tertiary" onClick={hide}>
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
    <Folded title={fill(_n('{count} more field could be filled', '{count} more fields could be filled', count), { count })}>
      {content}
    </Folded>
  );
}
