import { fill, t } from '../../../app/i18n.ts';
import { Check } from '../../../ui/Check.tsx';

/** Forms that the flow was made for, on a website: a storefront's forms have no lasting names to choose by. They can be taken out. */
export function GivenForms({ forms, onChange }: { forms: readonly string[]; onChange: (forms: string[]) => void }) {
  return (
    <fieldset class="handoff-choices">
      <legend>{t('Which forms')}</legend>
      <div class="handoff-choices__grid">
        {forms.map((id) => (
          <Check
            key={id}
            label={fill(t('Form {id}'), { id })}
            details={t('Without any chosen, every form starts this flow.')}
            checked
            onChange={() => onChange(forms.filter((one) => one !== id))}
          />
        ))}
      </div>
    </fieldset>
  );
}
