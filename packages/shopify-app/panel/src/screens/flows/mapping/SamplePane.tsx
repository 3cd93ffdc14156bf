import { type Row, type SampleField, sampleGroups, valueText } from '@handoff/shared/panel';
import { useEditor, useSampleFields } from '@handoff/shared/panel/hooks';
import { useState } from 'preact/hooks';
import { fill, t } from '../../../app/i18n.ts';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Search } from '../../../ui/Search.tsx';
import { SamplePicker } from '../editor/SamplePicker.tsx';
import { PutInto } from './PutInto.tsx';

interface SamplePaneProps {
  rows: readonly Row[];
  /** The destination's field that is open; a click fills it. */
  active: string | undefined;
  onPut: (path: string, target: string) => void;
}

/** The example with every value that can be sent. */
export function SamplePane({ rows, active, onPut }: SamplePaneProps) {
  const { sample } = useEditor();
  const fields = useSampleFields();
  const [search, setSearch] = useState('');
  const [picked, setPicked] = useState<string>();
  const wanted = search.trim().toLowerCase();
  const shown = fields.filter(({ label, path, value }) => `${label} ${path} ${valueText(value, t)}`.toLowerCase().includes(wanted));
  const target = rows.find(({ field }) => field.path === active)?.field;
  return (
    <section class="handoff-sample" aria-label={t('Example')}>
      <SamplePicker />
      {sample.error !== null && <ErrorNotice error={sample.error} />}
      <Search label={t('Search the example')} value={search} onChange={setSearch} />
      <s-text color="subdued">
        {target === undefined ? t('Choose a value to send it.') : fill(t('Choose a value for “{field}”.'), { field: target.label })}
      </s-text>
      <div class="handoff-sample__list" role="group" tabIndex={0} aria-label={t('Values of the example')}>
        {sampleGroups(t).map(({ group, title }) => {
          const mine = shown.filter((field) => field.group === group);
          if (mine.length === 0) return null;
          return (
            <section key={group} aria-label={title}>
              <h3>{title}</h3>
              <ul>
                {mine.map((field) => (
                  <li key={field.path}>
                    <SampleValue
                      field={field}
                      onChoose={() => (target === undefined ? setPicked(field.path) : onPut(field.path, target.path))}
                    />
                    {picked === field.path && target === undefined && (
                      <PutInto
                        rows={rows}
                        onChoose={(path) => {
                          setPicked(undefined);
                          onPut(field.path, path);
                        }}
                        onCancel={() => setPicked(undefined)}
                      />
                    )}
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
        {shown.length === 0 && <p>{sample.isLoading ? t('Looking for an event…') : t('Nothing found.')}</p>}
      </div>
    </section>
  );
}

function SampleValue({ field, onChoose }: { field: SampleField; onChoose: () => void }) {
  const text = valueText(field.value, t);
  return (
    <button type="button" class="handoff-sample__item" title={field.path} onClick={onChoose}>
      <span class="handoff-sample__label">{field.label}</span>
      <span class="handoff-sample__value">{text === '' ? t('(empty)') : text}</span>
    </button>
  );
}
