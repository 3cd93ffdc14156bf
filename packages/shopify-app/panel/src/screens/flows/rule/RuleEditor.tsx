import { depthOf, partsOf, putField, Rule as RuleSchema, type RuleChange, ruleOf } from '@handoff/shared/panel';
import { useEditor } from '@handoff/shared/panel/hooks';
import { useState } from 'preact/hooks';
import { t } from '../../../app/i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { ChangesEditor } from './ChangesEditor.tsx';
import { JsonInput } from './JsonInput.tsx';
import { RuleEditorContext, type RuleEditorProps } from './nested.tsx';
import { SourceEditor } from './SourceEditor.tsx';
import { SourceKindSelect } from './SourceKindSelect.tsx';

/** Levels of rules inside rules that can be shown as boxes. What goes deeper is shown as a text, and nothing of it is lost. */
const DEEPEST = 3;

/** How one value is made: where it comes from, and what is done to it. */
export function RuleEditor(props: RuleEditorProps) {
  return (
    <RuleEditorContext.Provider value={RuleEditor}>
      <div class="handoff-rule">
        <RuleForm {...props} />
      </div>
    </RuleEditorContext.Provider>
  );
}

function RuleForm({ rule, target, onChange, depth = 0 }: RuleEditorProps) {
  const { defaults } = useEditor();
  const [asText, setAsText] = useState(false);
  const isTooDeep = rule !== undefined && depth >= DEEPEST && depthOf(rule) > 1;
  if (rule !== undefined && (asText || isTooDeep)) {
    return (
      <>
        <JsonInput
          label={t('This rule, as a text for experts')}
          value={rule}
          schema={RuleSchema}
          onChange={(next) => onChange(next, true)}
        />
        {!isTooDeep && (
          <s-stack direction="inline">
            <Button variant="tertiary" onClick={() => setAsText(false)}>
              {t('Back to the boxes')}
            </Button>
          </s-stack>
        )}
      </>
    );
  }
  const { source, changes } = rule === undefined ? NOTHING : partsOf(rule);
  return (
    <>
      <SourceKindSelect source={source} onChange={(next) => onChange(ruleOf({ source: next, changes }), false)} />
      <SourceEditor
        source={source}
        target={changes.length === 0 ? target : { type: 'string' }}
        depth={depth}
        onChange={(next, isTyping) => onChange(ruleOf({ source: next, changes }), isTyping)}
        onField={(path) => onChange(putField(rule, path, target, defaults), false)}
      />
      {source !== undefined && (
        <ChangesEditor
          changes={changes}
          target={target}
          depth={depth}
          onChange={(next, isTyping) => onChange(ruleOf({ source, changes: next }), isTyping)}
        />
      )}
      {depth === 0 && source !== undefined && (
        <s-stack direction="inline">
          <Button variant="tertiary" onClick={() => setAsText(true)}>
            {t('Edit as a text')}
          </Button>
        </s-stack>
      )}
    </>
  );
}

/** A field nobody has filled yet; its editor has the same parts, so that the keyboard stays where it is. */
const NOTHING: { source: undefined; changes: RuleChange[] } = { source: undefined, changes: [] };
