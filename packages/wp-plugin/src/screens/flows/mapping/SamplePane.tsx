import { Button, ComboboxControl, SearchControl } from '@wordpress/components';
import { type Row, type SampleField, valueText } from '@handoff/shared/panel';
import { useEditor, useSampleList } from '@handoff/shared/panel/hooks';
import { __, fill, t } from '../../../app/i18n.ts';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { SamplePicker } from '../editor/SamplePicker.tsx';

type SamplePaneProps = Parameters<typeof useSampleList>[0];

/** The example with every value that can be sent. */
export function SamplePane(props: SamplePaneProps) {
  const { sample, readOnly } = useEditor();
  const list = useSampleList(props);
  const { target } = list;
  return (
    <aside className="handoff-sample" aria-label={__('Example', 'handoff')}>
      <SamplePicker />
      {sample.error !== null && <ErrorNotice error={sample.error} />}
      <SearchControl
        label={__('Search the example', 'handoff')}
        value={list.search}
        onChange={list.setSearch}
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
        {list.groups.map(({ group, title, fields }) => (
          <section key={group} aria-label={title}>
            <h4>{title}</h4>
            <ul>
              {fields.map((field) => (
                <li key={field.path}>
                  <SampleValue field={field} onChoose={readOnly ? undefined : () => list.choose(field.path)} />
                  {list.picked === field.path && <PutInto rows={list.places} onChoose={list.putInto} onCancel={list.cancel} />}
                </li>
              ))}
            </ul>
          </section>
        ))}
        {list.groups.length === 0 && <p>{sample.isLoading ? __('Looking for an event…', 'handoff') : __('Nothing found.', 'handoff')}</p>}
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

/** Where a value goes, where no field of the destination is open. */
function PutInto({ rows, onChoose, onCancel }: { rows: readonly Row[]; onChoose: (path: string) => void; onCancel: () => void }) {
  return (
    <div className="handoff-sample__put">
      <ComboboxControl
        label={__('Put it into', 'handoff')}
        value={null}
        options={rows.map(({ field, rule }) => ({
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
