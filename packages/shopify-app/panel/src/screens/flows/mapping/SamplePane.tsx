import { type SampleField, valueText } from '@handoff/shared/panel';
import { useEditor, useSampleList } from '@handoff/shared/panel/hooks';
import { fill, t } from '../../../app/i18n.ts';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Search } from '../../../ui/Search.tsx';
import { SamplePicker } from '../editor/SamplePicker.tsx';
import { PutInto } from './PutInto.tsx';

type SamplePaneProps = Parameters<typeof useSampleList>[0];

/** The example with every value that can be sent. */
export function SamplePane(props: SamplePaneProps) {
  const { sample } = useEditor();
  const list = useSampleList(props);
  const { target } = list;
  return (
    <section class="handoff-sample" aria-label={t('Example')}>
      <SamplePicker />
      {sample.error !== null && <ErrorNotice error={sample.error} />}
      <Search label={t('Search the example')} value={list.search} onChange={list.setSearch} />
      <s-text color="subdued">
        {target === undefined ? t('Choose a value to send it.') : fill(t('Choose a value for “{field}”.'), { field: target.label })}
      </s-text>
      <div class="handoff-sample__list" role="group" tabIndex={0} aria-label={t('Values of the example')}>
        {list.groups.map(({ group, title, fields }) => (
          <section key={group} aria-label={title}>
            <h3>{title}</h3>
            <ul>
              {fields.map((field) => (
                <li key={field.path}>
                  <SampleValue field={field} onChoose={() => list.choose(field.path)} />
                  {list.picked === field.path && <PutInto rows={list.places} onChoose={list.putInto} onCancel={list.cancel} />}
                </li>
              ))}
            </ul>
          </section>
        ))}
        {list.groups.length === 0 && <p>{sample.isLoading ? t('Looking for an event…') : t('Nothing found.')}</p>}
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
