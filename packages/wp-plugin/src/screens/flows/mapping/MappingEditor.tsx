import type { Step } from '@handoff/shared/flow';
import { type Field, mappingRows, problemsByRow, putField, type Rule } from '@handoff/shared/panel';
import { useEditor, usePreview, useServer, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { useMemo, useState } from '@wordpress/element';
import { Notice } from '@wordpress/components';
import { __, fill } from '../../../app/i18n.ts';
import { useStatus } from '../../../app/panel.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { AddField } from './AddField.tsx';
import { DriftBanner } from './DriftBanner.tsx';
import { FieldRows } from './FieldRows.tsx';
import { RecordPane } from './RecordPane.tsx';
import { SamplePane } from './SamplePane.tsx';
import { SuggestionNotice } from './SuggestionNotice.tsx';

/** One step's mapping: the example, how each value is made, the destination's fields, and the record that comes of it. */
export function MappingEditor({ step, earlier }: { step: Step; earlier: readonly Step[] }) {
  const { catalog, edit, readOnly, sample, defaults, words, problems: refused } = useEditor();
  const { canManage } = useStatus().person;
  const declared = catalog.declaredFields(step.connection, step.operation);
  const { fields, isLoading, failure } = useFields(step, declared);
  const state = usePreview(step, earlier, sample.request, canManage);
  const [active, setActive] = useState<string>();
  const [said, say] = useState('');

  const mapping = step.mapping.fields;
  const rows = useMemo(() => mappingRows(fields, mapping), [fields, mapping]);
  const targets = useMemo(() => rows.map(({ field }) => field.path), [rows]);
  const problems = useMemo(() => {
    const told = refused.flatMap(({ place, message }) =>
      place.part === 'field' && place.key === step.key ? [{ path: place.target, message }] : [],
    );
    const shown = state.preview?.problems ?? [];
    return problemsByRow(
      [...shown, ...told.filter(({ path, message }) => !shown.some((one) => one.path === path && one.message === message))],
      targets,
    );
  }, [refused, step.key, state.preview, targets]);

  const setRule = (target: string, rule: Rule, isTyping: boolean) =>
    edit({ do: 'setRule', key: step.key, target, rule }, isTyping ? `${step.key}${target}` : undefined);
  const put = (path: string, target: string) => {
    const field = rows.find((row) => row.field.path === target)?.field;
    if (field === undefined) return;
    setRule(target, putField(mapping[target], path, field, defaults), false);
    setActive(target);
    say(fill(__('“{value}” now fills “{field}”.', 'handoff'), { value: words.label(path), field: field.label }));
  };

  return (
    <div className="handoff-mapping">
      <DriftBanner step={step} fields={fields} declared={declared} isKnown={!isLoading && failure === null} />
      {failure !== null && (
        <Notice status="warning" isDismissible={false} className="handoff-notice">
          {fill(__('The account’s own fields could not be read, so only the usual ones are shown. {reason}', 'handoff'), {
            reason: failure.message,
          })}
        </Notice>
      )}
      {!readOnly && <SuggestionNotice step={step} earlier={earlier} />}
      <div className="handoff-mapping__columns">
        <SamplePane rows={rows} active={active} onPut={put} />
        <div className="handoff-mapping__fields">
          {isLoading ? (
            <Loading lines={10} />
          ) : (
            <FieldRows
              rows={rows}
              preview={state}
              problems={problems}
              active={active}
              onActive={setActive}
              onRule={setRule}
              onRemove={(target) => edit({ do: 'removeRule', key: step.key, target })}
            />
          )}
          {!readOnly && (
            <AddField
              fields={fields}
              declared={declared}
              taken={targets}
              onAdd={(target) => setRule(target, { do: 'literal', value: '' }, false)}
              onActive={setActive}
            />
          )}
          {canManage && (
            <RecordPane state={state} fields={fields} elsewhere={problems.get('') ?? []} isEmpty={Object.keys(mapping).length === 0} />
          )}
        </div>
      </div>
      <div role="status" className="screen-reader-text">
        {said}
      </div>
    </div>
  );
}

/** The account's own fields; where it cannot be asked, those the operation names by itself. */
function useFields(step: Step, declared: readonly Field[]) {
  const params = { workspaceId: useWorkspaceId(), connectionId: step.connection, operation: step.operation };
  const { data, error, isPending } = useServer('listFields', { params });
  return { fields: data?.items ?? declared, isLoading: isPending, failure: data === undefined ? error : null };
}
