import { Button, ComboboxControl, SearchControl } from '@wordpress/components';
import { type Row, type SampleField, sampleGroups, valueText } from '@handoff/shared/panel';
import { useEditor, useSampleFields } from '@handoff/shared/panel/hooks';
import { useState } from '@wordpress/element';
import { __, fill, t } from '../../../app/i18n.ts';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { SamplePicker } from '../editor/SamplePicker.tsx';

interface SamplePaneProps {
  rows: readonly Row[];
  /** The destination's field that is open; a click fills it. */
  active: string | undefined;
  onPut: (path: string, target: string) => void;
}

/** The example with every value that can be sent. */
export function SamplePane({ rows, active, onPut }: SamplePaneProps) {
  const { sample, readOnly } = useEditor();
  const fields = useSampleFields();
  const [search, setSearch] = useState('');
  const [picked, setPicked] = useState<string>();
  const wanted = search.trim().toLowerCase();
  const shown = fields.filter(({ label, path, value }) => `${label} ${path} ${valueText(value, t)}`.toLowerCase().includes(wanted));
  const target = rows.find(({ field }) => field.path === active)?.field;
  return (
    <aside className="handoff-sample" aria-label={__('Example', 'handoff')}>
      <SamplePicker />
      {sample.error !== null && <ErrorNotice error={sample.error} />}
      <SearchControl
        label={__('Search the example', 'handoff')}
        value={search}
        onChange={setSearch}
        size="compact"
        __nextHasNoMarginBottom
      />
      {!readOnly && (
        <p className="handoff-quiet">
          {target === undefined
            ? __('Choose a value to send it.', 'handoff')
            : fill(__('Choose a value for “{field}”.', 'handoff'), { field: target.label })}
        </p>
      )}
      <div className="handoff-sample__list">
        {sampleGroups(t).map(({ group, title }) => {
          const mine = shown.filter((field) => field.group === group);
          if (mine.length === 0) return null;
          return (
            <section key={group} aria-label={title}>
              <h4>{title}</h4>
              <ul>
                {mine.map((field) => (
                  <li key={field.path}>
                    <SampleValue
                      field={field}
                      onChoose={
                        readOnly ? undefined : () => (target === undefined ? setPicked(field.path) : onPut(field.path, target.path))
                      }
                    />
                    {picked === field.path && target === undefined && (
                      <PutInto
                        rows={rows}
                        onChoose={(path) => (setPicked(undefined), onPut(field.path, path))}
                        onCancel={() => setPicked(undefined)}
                      />
                    )}
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
        {shown.length === 0 && <p>{sample.isLoading ? __('Looking for an event…', 'handoff') : __('Nothing found.', 'handoff')}</p>}
      </div>
    </aside>
  );
}

function SampleValue({ field, onChoose }: { field: SampleField; onChoose: (() => void) | undefined }) {
  const text = valueText(field.value, t);
  const content = (
    <>
      <span className="handoff-sample__label">{field.label}</span>
      <span className="handoff-sample__value">{text === '' ? __('(empty)', 'handoff') : text}</span>
    </>
  );
  return onChoose === undefined ? (
    <div className="handoff-sample__item">{content}</div>
  ) : (
    <button type="button" className="handoff-sample__item" title={field.path} onClick={onChoose}>
      {content}
    </button>
  );
}

/** Where a value goes, where no field of the destination is open. Fields that are empty yet come first. */
function PutInto({ rows, onChoose, onCancel }: { rows: readonly Row[]; onChoose: (path: string) => void; onCancel: () => void }) {
  const sorted = [...rows.filter(({ rule }) => rule === undefined), ...rows.filter(({ rule }) => rule !== undefined)];
  return (
    <div className="handoff-sample__put">
      <ComboboxControl
        label={__('Put it into', 'handoff')}
        value={null}
        options={sorted.map(({ field, rule }) => ({
          value: field.path,
          label: rule === undefined ? field.label : fill(__('{field} (filled already)', 'handoff'), { field: field.label }),
        }))}
        onChange={(path) => {
          if (typeof path === 'string' && path !== '') onChoose(path);
        }}
        __next40pxDefaultSize
        __nextHasNoMarginBottom
      />
      <Button variant="link" onClick={onCancel}>
        {__('Cancel', 'handoff')}
      </Button>
    </div>
  );
}
