import { CheckboxControl, ToggleControl } from '@wordpress/components';
import { __, _n, fill } from '../../../app/i18n.ts';
import { type Status, useStatus } from '../../../app/panel.tsx';
import { useSiteAction } from '../../../app/queries.ts';
import { Folded } from '../../../ui/Folded.tsx';
import './sources.scss';

type Source = Status['sources'][number];

/** What is captured on this site: each plugin, and each of its forms. Takes effect at once. */
export function Sources() {
  const { sources } = useStatus();
  const available = sources.filter((source) => source.available);
  const absent = sources.filter((source) => !source.available);
  return (
    <>
      {available.length === 0 && <p>{__('No form plugin or shop that Handoff knows is active on this site.', 'handoff')}</p>}
      <ul className="handoff-sources">
        {available.map((source) => (
          <li key={source.slug}>
            <OneSource source={source} />
          </li>
        ))}
      </ul>
      {absent.length > 0 && (
        <p className="handoff-quiet">
          {fill(__('Also understood, but not active here: {names}.', 'handoff'), { names: absent.map(({ title }) => title).join(', ') })}
        </p>
      )}
    </>
  );
}

function OneSource({ source }: { source: Source }) {
  const { canManage } = useStatus().person;
  const save = useSiteAction('enableSource');
  const { slug, forms } = source;
  // What was just clicked is shown at once; the site's answer then says the same, or the error why not.
  const asked = save.isPending ? save.variables.body : {};
  const isOn = asked.enabled ?? source.enabled;
  const off = forms.filter((form) => !(asked.forms?.[form.id] ?? form.enabled)).length;
  return (
    <>
      <ToggleControl
        __nextHasNoMarginBottom
        label={source.title}
        help={summary(source, isOn, off)}
        checked={isOn}
        disabled={!canManage}
        onChange={(enabled) => save.mutate({ params: { slug }, body: { enabled } })}
      />
      {isOn && forms.length > 0 && (
        <Folded title={__('Forms', 'handoff')} open={forms.length <= 5}>
          <fieldset className="handoff-sources__forms">
            <legend className="screen-reader-text">{fill(__('Forms of {plugin}', 'handoff'), { plugin: source.title })}</legend>
            {forms.map((form) => (
              <CheckboxControl
                key={form.id}
                __nextHasNoMarginBottom
                label={form.title === '' ? fill(__('Form {id}', 'handoff'), { id: form.id }) : form.title}
                help={fill(_n('{count} field', '{count} fields', form.fields.length, 'handoff'), { count: form.fields.length })}
                checked={asked.forms?.[form.id] ?? form.enabled}
                disabled={!canManage}
                onChange={(enabled) => save.mutate({ params: { slug }, body: { forms: { [form.id]: enabled } } })}
              />
            ))}
          </fieldset>
        </Folded>
      )}
      <div role="status">
        {save.isSuccess && <span className="handoff-saved">{__('Saved.', 'handoff')}</span>}
        {save.error !== null && <span className="handoff-problem">{save.error.message}</span>}
      </div>
    </>
  );
}

function summary({ forms, types }: Source, isOn: boolean, off: number): string | undefined {
  if (!isOn) return __('Nothing of it is captured.', 'handoff');
  if (forms.length === 0)
    return types.includes('form.submitted') ? __('No forms yet. New ones are captured by themselves.', 'handoff') : undefined;
  return off === 0
    ? fill(_n('{count} form is captured.', 'All {count} forms are captured.', forms.length, 'handoff'), { count: forms.length })
    : fill(__('{on} of {count} forms are captured.', 'handoff'), { on: forms.length - off, count: forms.length });
}
