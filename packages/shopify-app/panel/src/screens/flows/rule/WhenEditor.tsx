import type { SourceRule } from '@handoff/shared/panel';
import type { RuleTarget } from '@handoff/shared/panel/hooks';
import { t } from '../../../app/i18n.ts';
import { Check } from '../../../ui/Check.tsx';
import { ConditionEditor } from '../conditions/ConditionEditor.tsx';
import { NestedRule } from './nested.tsx';

interface WhenEditorProps {
  source: Extract<SourceRule, { do: 'when' }>;
  target: RuleTarget;
  depth: number;
  onChange: (source: SourceRule, isTyping: boolean) => void;
}

/** One value or another, by a condition. */
export function WhenEditor({ source, target, depth, onChange }: WhenEditorProps) {
  const { otherwise } = source;
  return (
    <>
      <fieldset class="handoff-choices">
        <legend>{t('If')}</legend>
        <ConditionEditor
          condition={source.if}
          onChange={(condition, isTyping) => onChange({ ...source, if: condition ?? { is: 'all', of: [] } }, isTyping)}
          always={t('Always')}
        />
      </fieldset>
      <fieldset class="handoff-choices">
        <legend>{t('Then')}</legend>
        <NestedRule
          rule={source.then}
          target={target}
          depth={depth + 1}
          onChange={(then, isTyping) => onChange({ ...source, then }, isTyping)}
        />
      </fieldset>
      <Check
        label={t('Else, something different')}
        details={otherwise === undefined ? t('Without it the field stays as it is.') : undefined}
        checked={otherwise !== undefined}
        onChange={(isOn) => {
          const { otherwise: _none, ...rest } = source;
          onChange(isOn ? { ...rest, otherwise: { do: 'literal', value: '' } } : rest, false);
        }}
      />
      {otherwise !== undefined && (
        <NestedRule
          rule={otherwise}
          target={target}
          depth={depth + 1}
          onChange={(next, isTyping) => onChange({ ...source, otherwise: next }, isTyping)}
        />
      )}
    </>
  );
}
