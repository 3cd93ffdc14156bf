import { Button } from '@wordpress/components';
import { depthOf, partsOf, putField, Rule as RuleSchema, ruleOf } from '@handoff/shared/panel';
import { useState } from '@wordpress/element';
import { __ } from '../../../app/i18n.ts';
import { useEditor } from '../editor/context.ts';
import { ChangesEditor } from './ChangesEditor.tsx';
import { FieldPicker } from './FieldPicker.tsx';
import { JsonInput } from './JsonInput.tsx';
import { RuleChips } from './RuleChips.tsx';
import { RuleEditorContext, type RuleEditorProps } from './nested.tsx';
import { SourceEditor } from './SourceEditor.tsx';
import { SourceKindSelect } from './SourceKindSelect.tsx';

/** Levels of rules inside rules that can be shown as boxes. What goes deeper is shown as a text, and nothing of it is lost. */
const DEEPEST = 3;

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
  const { defaults } = useEditor();
  const [asText, setAsText] = useState(false);
  if (rule === undefined) {
    return (
      <>
        <SourceKindSelect source={undefined} onChange={(source) => onChange(source, false)} />
        <FieldPicker
          label={__('Field', 'handoff')}
          value={null}
          onChange={(path) => onChange(putField(undefined, path, target, defaults), false)}
        />
      </>
    );
  }
  const isTooDeep = depth >= DEEPEST && depthOf(rule) > 1;
  if (asText || isTooDeep) {
    return (
      <>
        <RuleChips rule={rule} />
        <JsonInput
          label={__('This rule, as a text for experts', 'handoff')}
          value={rule}
          schema={RuleSchema}
          onChange={(next) => onChange(next, true)}
        />
        {!isTooDeep && (
          <Button variant="link" onClick={() => setAsText(false)}>
            {__('Back to the boxes', 'handoff')}
          </Button>
        )}
      </>
    );
  }
  const parts = partsOf(rule);
  return (
    <>
      <SourceKindSelect source={parts.source} onChange={(source) => onChange(ruleOf({ ...parts, source }), false)} />
      <SourceEditor
        source={parts.source}
        target={parts.changes.length === 0 ? target : { type: 'string' }}
        depth={depth}
        onChange={(source, isTyping) => onChange(ruleOf({ ...parts, source }), isTyping)}
      />
      <ChangesEditor
        changes={parts.changes}
        target={target}
        depth={depth}
        onChange={(changes, isTyping) => onChange(ruleOf({ ...parts, changes }), isTyping)}
      />
      {depth === 0 && (
        <Button variant="link" className="handoff-rule__text" onClick={() => setAsText(true)}>
          {__('Edit as a text', 'handoff')}
        </Button>
      )}
    </>
  );
}
