import { CheckboxControl } from '@wordpress/components';
import type { SourceRule } from '@handoff/shared/panel';
import type { RuleTarget } from '@handoff/shared/panel/hooks';
import { __ } from '../../../app/i18n.ts';
import { ConditionEditor } from '../conditions/ConditionEditor.tsx';
import { FieldPicker } from './FieldPicker.tsx';
import { LiteralInput } from './LiteralInput.tsx';
import { NestedRule } from './nested.tsx';
import { RuleList } from './RuleList.tsx';
import { Separator } from './Separator.tsx';
import { TemplateInput } from './TemplateInput.tsx';

interface SourceEditorProps {
  source: SourceRule | undefined;
  target: RuleTarget;
  depth: number;
  onChange: (source: SourceRule, isTyping: boolean) => void;
  /** A field was chosen, for a value that is a field or nothing yet. */
  onField: (path: string) => void;
}

export function SourceEditor({ source, target, depth, onChange, onField }: SourceEditorProps) {
  switch (source?.do) {
    case undefined:
    case 'path':
      return <FieldPicker label={__('Field', 'handoff')} value={source?.path ?? null} onChange={onField} />;
    case 'literal':
      return <LiteralInput value={source.value} target={target} onChange={(value) => onChange({ do: 'literal', value }, true)} />;
    case 'template':
      return <TemplateInput template={source.template} onChange={(template) => onChange({ do: 'template', template }, true)} />;
    case 'coalesce':
      return (
        <RuleList rules={source.of} target={target} depth={depth} onChange={(of, isTyping) => onChange({ ...source, of }, isTyping)} />
      );
    case 'join':
      return (
        <>
          <RuleList rules={source.of} target={target} depth={depth} onChange={(of, isTyping) => onChange({ ...source, of }, isTyping)} />
          <Separator
            label={__('Between them', 'handoff')}
            value={source.separator}
            onChange={(separator) => onChange({ ...source, separator }, false)}
          />
        </>
      );
    case 'when':
      return <WhenEditor source={source} target={target} depth={depth} onChange={onChange} />;
  }
}

interface WhenEditorProps extends Pick<SourceEditorProps, 'target' | 'depth' | 'onChange'> {
  source: Extract<SourceRule, { do: 'when' }>;
}

function WhenEditor({ source, target, depth, onChange }: WhenEditorProps) {
  const { otherwise } = source;
  return (
    <>
      <fieldset className="handoff-choices">
        <legend>{__('If', 'handoff')}</legend>
        <ConditionEditor
          condition={source.if}
          onChange={(condition, isTyping) => onChange({ ...source, if: condition ?? { is: 'all', of: [] } }, isTyping)}
          always={__('Always', 'handoff')}
        />
      </fieldset>
      <fieldset className="handoff-choices">
        <legend>{__('Then', 'handoff')}</legend>
        <NestedRule
          rule={source.then}
          target={target}
          depth={depth + 1}
          onChange={(then, isTyping) => onChange({ ...source, then }, isTyping)}
        />
      </fieldset>
      <CheckboxControl
        label={__('Else, something different', 'handoff')}
        help={otherwise === undefined ? __('Without it the field stays as it is.', 'handoff') : undefined}
        checked={otherwise !== undefined}
        onChange={(isOn) => {
          const { otherwise: _none, ...rest } = source;
          onChange(isOn ? { ...rest, otherwise: { do: 'literal', value: '' } } : rest, false);
        }}
        __nextHasNoMarginBottom
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
