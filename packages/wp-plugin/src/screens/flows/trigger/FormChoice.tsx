import { Button, CheckboxControl, Notice, RadioControl } from '@wordpress/components';
import type { Trigger } from '@handoff/shared/flow';
import { usePanelHost, useSameNumber } from '@handoff/shared/panel/hooks';
import { useState } from '@wordpress/element';
import { __, fill } from '../../../app/i18n.ts';

/** Any form, or those chosen; forms that are gone stay in the list, so that they can be taken out. */
export function FormChoice({ trigger, onChange }: { trigger: Trigger; onChange: (forms: string[]) => void }) {
  const chosen = trigger.forms ?? [];
  const { forms } = usePanelHost();
  const [picks, setPicks] = useState(chosen.length > 0);
  const gone = chosen.filter((id) => !forms.some((form) => form.id === id));
  const toggle = (id: string, isOn: boolean) => onChange(isOn ? [...chosen, id] : chosen.filter((one) => one !== id));
  const isChosen = picks || chosen.length > 0;
  return (
    <fieldset className="handoff-choices">
      <legend>{__('Which forms', 'handoff')}</legend>
      <RadioControl
        label={__('Which forms', 'handoff')}
        hideLabelFromVision
        selected={isChosen ? 'chosen' : 'any'}
        options={[
          { value: 'any', label: __('Any form', 'handoff') },
          { value: 'chosen', label: __('Only these', 'handoff') },
        ]}
        onChange={(value) => {
          setPicks(value === 'chosen');
          if (value === 'any') onChange([]);
        }}
      />
      {isChosen && (
        <div className="handoff-choices__grid handoff-choices__inner">
          {forms.map((form) => (
            <CheckboxControl
              key={`${form.plugin} ${form.id}`}
              label={form.title}
              help={form.pluginTitle}
              checked={chosen.includes(form.id)}
              onChange={(isOn) => toggle(form.id, isOn)}
              __nextHasNoMarginBottom
            />
          ))}
          {gone.map((id) => (
            <CheckboxControl
              key={id}
              label={fill(__('Form {id}', 'handoff'), { id })}
              help={__('Not found on this site: it was deleted, or is another site’s.', 'handoff')}
              checked
              onChange={() => toggle(id, false)}
              __nextHasNoMarginBottom
            />
          ))}
          {forms.length === 0 && <p>{__('No forms were found on this site yet.', 'handoff')}</p>}
        </div>
      )}
      {isChosen && chosen.length === 0 && <p>{__('None chosen yet: any form starts this flow.', 'handoff')}</p>}
      <SameNumber chosen={chosen} />
    </fieldset>
  );
}

/** Two plugins may give their forms the same number; the plugin's name tells them apart. */
function SameNumber({ chosen }: { chosen: readonly string[] }) {
  const { forms, only } = useSameNumber(chosen);
  if (forms.length === 0) return null;
  return (
    <Notice status="warning" isDismissible={false}>
      <p>{__('These forms have the same number in two plugins, so both start this flow. Is only one meant?', 'handoff')}</p>
      <p className="handoff-actions">
        {forms.map(({ plugin, pluginTitle, title }) => (
          <Button key={plugin} variant="secondary" __next40pxDefaultSize onClick={() => only(plugin)}>
            {fill(__('Only “{title}” of {plugin}', 'handoff'), { title, plugin: pluginTitle })}
          </Button>
        ))}
      </p>
    </Notice>
  );
}
