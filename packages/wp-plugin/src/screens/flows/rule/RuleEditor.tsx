import { Button } from '@wordpress/components';
import { Rule as RuleSchema } from '@handoff/shared/panel';
import { useRuleForm } from '@handoff/shared/panel/hooks';
import { __ } from '../../../app/i18n.ts';
import { ChangesEditor } from './ChangesEditor.tsx';
import { JsonInput } from './JsonInput.tsx';
import { RuleEditorContext, type RuleEditorProps } from './nested.tsx';
import { SourceEditor } from './SourceEditor.tsx';
import { SourceKindSelect } from './SourceKindSelect.tsx';

/** How one value is made: where it comes from, and what is done to it. */
export function RuleEditor(props: RuleEditorProps) {
  return (
    <RuleEditorContext.Provider value={RuleEditor}>
      <div className="handoff-rule">
        <RuleForm {...props} />
      </div>
    </RuleEditorContext.Provider>
  );
}

function RuleForm({ rule, target, onChange, depth = 0 }: RuleEditorProps) {
  const form = useRuleForm({ rule, target, depth, onChange });
  const { source, changes } = form;
  if (form.text !== undefined) {
    return (
      <>
        <JsonInput
          label={__('This rule, as a text for experts', 'handoff')}
          value={form.text}
          schema={RuleSchema}
          onChange={(next) => onChange(next, true)}
        />
        {form.canShowBoxes && (
          <Button variant="link" onClick={() => form.setAsText(false)}>
            {__('Back to the boxes', 'handoff')}
          </Button>
        )}
      </>
    );
  }
  return (
    <>
      <SourceKindSelect source={source} onChange={(next) => form.setSource(next, false)} />
      <SourceEditor source={source} target={form.sourceTarget} depth={depth} onChange={form.setSource} onField={form.setField} />
      {source !== undefined && <ChangesEditor changes={changes} target={target} depth={depth} onChange={form.setChanges} />}
      {form.canShowText && (
        <Button variant="link" className="handoff-rule__text" onClick={() => form.setAsText(true)}>
          {__('Edit as a text', 'handoff')}
        </Button>
      )}
    </>
  );
}
