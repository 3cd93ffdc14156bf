import { Rule as RuleSchema } from '@handoff/shared/panel';
import { useRuleForm } from '@handoff/shared/panel/hooks';
import { t } from '../../../app/i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { ChangesEditor } from './ChangesEditor.tsx';
import { JsonInput } from './JsonInput.tsx';
import { RuleEditorContext, type RuleEditorProps } from './nested.tsx';
import { SourceEditor } from './SourceEditor.tsx';
import { SourceKindSelect } from './SourceKindSelect.tsx';

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
  const form = useRuleForm({ rule, target, depth, onChange });
  const { source, changes } = form;
  if (form.text !== undefined) {
    return (
      <>
        <JsonInput
          label={t('This rule, as a text for experts')}
          value={form.text}
          schema={RuleSchema}
          onChange={(next) => onChange(next, true)}
        />
        {form.canShowBoxes && (
          <s-stack direction="inline">
            <Button variant="tertiary" onClick={() => form.setAsText(false)}>
              {t('Back to the boxes')}
            </Button>
          </s-stack>
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
        <s-stack direction="inline">
          <Button variant="tertiary" onClick={() => form.setAsText(true)}>
            {t('Edit as a text')}
          </Button>
        </s-stack>
      )}
    </>
  );
}
