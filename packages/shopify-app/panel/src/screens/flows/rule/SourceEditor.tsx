import type { SourceRule } from '@handoff/shared/panel';
import type { RuleTarget } from '@handoff/shared/panel/hooks';
import { t } from '../../../app/i18n.ts';
import { FieldPicker } from './FieldPicker.tsx';
import { LiteralInput } from './LiteralInput.tsx';
import { RuleList } from './RuleList.tsx';
import { Separator } from './Separator.tsx';
import { TemplateInput } from './TemplateInput.tsx';
import { WhenEditor } from './WhenEditor.tsx';

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
      return <FieldPicker label={t('Field')} value={source?.path ?? null} onChange={onField} />;
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
            label={t('Between them')}
            value={source.separator}
            onChange={(separator) => onChange({ ...source, separator }, false)}
          />
        </>
      );
    case 'when':
      return <WhenEditor source={source} target={target} depth={depth} onChange={onChange} />;
  }
}
