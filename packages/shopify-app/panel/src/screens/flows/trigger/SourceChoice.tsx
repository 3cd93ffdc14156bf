import { useSourceOptions } from '@handoff/shared/panel/hooks';
import { fill, t } from '../../../app/i18n.ts';
import { Check } from '../../../ui/Check.tsx';

/** From which shops and sites; none chosen means any. */
export function SourceChoice({ sources, onChange }: { sources: readonly string[]; onChange: (sources: string[]) => void }) {
  const options = useSourceOptions(sources);
  if (options === undefined) return null;
  const toggle = (id: string, isOn: boolean) => onChange(isOn ? [...sources, id] : sources.filter((one) => one !== id));
  return (
    <fieldset class="handoff-choices">
      <legend>{t('From where')}</legend>
      <div class="handoff-choices__grid">
        {options.map(({ id, name, isHere, isGone }) => (
          <Check
            key={id}
            label={isHere ? fill(t('{name} (this shop)'), { name }) : name}
            details={isGone ? t('Disconnected: nothing comes from there any more.') : undefined}
            checked={sources.includes(id)}
            onChange={(isOn) => toggle(id, isOn)}
          />
        ))}
      </div>
      {sources.length === 0 && <s-text color="subdued">{t('None chosen: events from all of them start this flow.')}</s-text>}
    </fieldset>
  );
}
