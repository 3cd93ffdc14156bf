import type { Step } from '@handoff/shared/flow';
import { useEditor, usePanelHost, useStepMapping } from '@handoff/shared/panel/hooks';
import { Notice } from '@wordpress/components';
import { useRef } from '@wordpress/element';
import { __, fill } from '../../../app/i18n.ts';
import { Loading } from '../../../ui/Loading.tsx';
import { focusHeading } from '../../../ui/Page.tsx';
import { AddField } from './AddField.tsx';
import { DriftBanner } from './DriftBanner.tsx';
import { FieldRows } from './FieldRows.tsx';
import { RecordPane } from './RecordPane.tsx';
import { SamplePane } from './SamplePane.tsx';
import { SuggestionNotice } from './SuggestionNotice.tsx';

/** One step's mapping: the example, how each value is made, the destination's fields, and the record that comes of it. */
export function MappingEditor({ step, earlier }: { step: Step; earlier: readonly Step[] }) {
  const { readOnly } = useEditor();
  const { canManage } = usePanelHost().person;
  const mapping = useStepMapping(step, earlier);
  const { fields, declared, isLoading, failure, rows, preview, problems, active, setActive, setRule, removeRule } = mapping;
  const rowsBox = useRef<HTMLDivElement>(null);
  const toRows = () => {
    const row = rowsBox.current?.querySelector<HTMLElement>('.handoff-map-rows button');
    if (row === null || row === undefined) focusHeading();
    else row.focus();
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
      {!readOnly && <SuggestionNotice key={`${step.connection} ${step.operation}`} step={step} earlier={earlier} onGone={toRows} />}
      <div className="handoff-mapping__columns">
        <SamplePane rows={rows} active={active} onPut={mapping.put} />
        <div className="handoff-mapping__fields" ref={rowsBox}>
          {isLoading ? (
            <Loading lines={10} />
          ) : (
            <FieldRows
              rows={rows}
              preview={preview}
              problems={problems}
              active={active}
              onActive={setActive}
              onRule={setRule}
              onRemove={removeRule}
            />
          )}
          {!readOnly && (
            <AddField
              fields={fields}
              declared={declared}
              taken={rows.map(({ field }) => field.path)}
              onAdd={(target) => setRule(target, { do: 'literal', value: '' }, false)}
              onActive={setActive}
            />
          )}
          {canManage && (
            <RecordPane
              state={preview}
              fields={fields}
              elsewhere={problems.get('') ?? []}
              isEmpty={Object.keys(step.mapping.fields).length === 0}
            />
          )}
        </div>
      </div>
      <div role="status" className="screen-reader-text">
        {mapping.said}
      </div>
    </div>
  );
}
