import { useEditor } from '@handoff/shared/panel/hooks';
import { t } from '../../../app/i18n.ts';
import { Select } from '../../../ui/Select.tsx';
import { forFormKind, type FormKind, formKindOf } from './form-kind.ts';

/** Which of the storefront's forms start the flow. It is kept as a condition: a theme's forms have no lasting names. */
export function FormKindChoice() {
  const { spec, edit } = useEditor();
  return (
    <div class="handoff-options">
      <Select<FormKind>
        label={t('Which forms')}
        value={formKindOf(spec.conditions)}
        options={[
          { value: 'any', label: t('Any form') },
          { value: 'contact', label: t('Contact forms') },
          { value: 'signup', label: t('Signup forms') },
        ]}
        details={t('Kept under “Only if”.')}
        onChange={(kind) => edit({ do: 'setConditions', conditions: forFormKind(spec.conditions, kind) })}
      />
    </div>
  );
}
