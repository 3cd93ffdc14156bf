import { type ChangeTools, type FlowChange, flowChangeWords } from '@handoff/shared/panel';
import { useEditor } from '@handoff/shared/panel/hooks';
import { t } from '../../../app/i18n.ts';

/** What is different between two versions of the flow under edit, in words. */
export function ChangeList({ changes }: { changes: readonly FlowChange[] }) {
  const { catalog, words, fieldName } = useEditor();
  return <Changes changes={changes} with={{ names: catalog.names, words, fieldName }} />;
}

/** The same outside of the editor. */
export function Changes({ changes, with: tools }: { changes: readonly FlowChange[]; with: ChangeTools }) {
  if (changes.length === 0) return <s-paragraph>{t('Nothing is different.')}</s-paragraph>;
  return (
    <s-unordered-list>
      {changes.map((change, index) => (
        <s-list-item key={index}>{flowChangeWords(change, tools)}</s-list-item>
      ))}
    </s-unordered-list>
  );
}
