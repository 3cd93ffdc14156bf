import { eventWhen } from '@handoff/shared/panel';
import { useEventTypes } from '@handoff/shared/panel/hooks';
import { t } from '../../../app/i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { Check } from '../../../ui/Check.tsx';

/** What may happen, in words: first what a shop can tell of, the rest behind a button. */
export function EventTypes({ types, onChange }: { types: readonly string[]; onChange: (types: string[]) => void }) {
  const { shown, hasMore, showAll } = useEventTypes(types);
  const toggle = (type: string, isOn: boolean) => onChange(isOn ? [...types, type] : types.filter((one) => one !== type));
  return (
    <fieldset class="handoff-choices">
      <legend>{t('What happens')}</legend>
      <div class="handoff-choices__grid">
        {shown.map((type) => (
          <Check key={type} label={eventWhen(type, t)} checked={types.includes(type)} onChange={(isOn) => toggle(type, isOn)} />
        ))}
      </div>
      {types.length === 0 && <s-text tone="critical">{t('Choose at least one, or nothing starts this flow.')}</s-text>}
      {hasMore && (
        <s-stack direction="inline">
          <Button variant="tertiary" onClick={showAll}>
            {t('Show what other sites and shops can tell of')}
          </Button>
        </s-stack>
      )}
    </fieldset>
  );
}
