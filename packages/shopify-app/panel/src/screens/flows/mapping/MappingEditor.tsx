import type { Step } from '@handoff/shared/flow';
import { useStepMapping } from '@handoff/shared/panel/hooks';
import { useRef } from 'preact/hooks';
import { fill, t } from '../../../app/i18n.ts';
import { Loading } from '../../../ui/Loading.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { focusContent } from '../../../ui/Page.tsx';
import { AddField } from './AddField.tsx';
import { DriftBanner } from './DriftBanner.tsx';
import { FieldRows } from './FieldRows.tsx';
import { RecordPane } from './RecordPane.tsx';
import { SamplePane } from './SamplePane.tsx';
import { SuggestionNotice } from './SuggestionNotice.tsx';

/** One step's mapping: the example, how each value is made, the destination's fields, and the record that comes of it. */
export function MappingEditor({ step, earlier }: { step: Step; earlier: readonly Step[] }) {
  const mapping = useStepMapping(step, earlier);
  const { fields, declared, isLoading, failure, rows, preview, problems, active, setActive, setRule } = mapping;
  const rowsBox = useRef<HTMLDivElement>(null);
  const toRows = () => {
    const row = rowsBox.current?.querySelector<HTMLElement>('.handoff-map-rows button');
    if (row === null || row === undefined) focusContent();
    else row.focus();
  };
  return (
    <s-stack gap="base">
      <DriftBanner step={step} fields={fields} declared={declared} isKnown={!isLoading && failure === null} />
      {failure !== null && (
        <Notice tone="warning">
          {fill(t('The account’s own fields could not be read, so only the usual ones are shown. {reason}'), { reason: failure.message })}
        </Notice>
      )}
      <SuggestionNotice key={`${step.connection} ${step.operation}`} step={step} earlier={earlier} onGone={toRows} />
      <div class="handoff-mapping">
        <SamplePane rows={rows} active={active} onPut={mapping.put} />
        <div class="handoff-mapping__fields" ref={rowsBox}>
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
              onRemove={mapping.removeRule}
            />
          )}
          <AddField
            fields={fields}
            declared={declared}
            taken={rows.map(({ field }) => field.path)}
            onAdd={(target) => setRule(target, { do: 'literal', value: '' }, false)}
            onActive={setActive}
          />
          <RecordPane
            state={preview}
            fields={fields}
            elsewhere={problems.get('') ?? []}
            isEmpty={Object.keys(step.mapping.fields).length === 0}
          />
        </div>
      </div>
      <div role="status">
        <s-text accessibilityVisibility="exclusive">{mapping.said}</s-text>
      </div>
    </s-stack>
  );
}
