import { usePanelHost, type useScreeningServices, useServiceForm } from '@handoff/shared/panel/hooks';
import { Button, ExternalLink, Notice, TextControl, ToggleControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import type { FormEvent } from 'react';
import { __, fill } from '../../../app/i18n.ts';
import { Ago } from '../../../ui/Ago.tsx';
import { Confirm } from '../../../ui/Confirm.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Section } from '../../../ui/Section.tsx';

type Answered = NonNullable<ReturnType<typeof useScreeningServices>['services']>;

interface ServiceProps {
  service: keyof Answered;
  services: Answered;
  title: string;
  /** As sentences call it. */
  name: string;
  turnOn: string;
  placeLabel: string;
  placeHelp: string;
  keyLabel: string;
  /** What it does, and what it gets of visitors, a paragraph each. */
  about: readonly string[];
  /** Where its keys come from. */
  link: { href: string; label: string };
}

/** One outside service: what it gets, its switch, and its keys. */
export function Service({ service, services, title, name, turnOn, placeLabel, placeHelp, keyLabel, about, link }: ServiceProps) {
  const form = useServiceForm(service, services);
  const { canManage } = usePanelHost().person;
  const [asking, setAsking] = useState(false);
  const { draft, hasKey, problem, change } = form;
  const ask = () => {
    form.forget.askAnew();
    setAsking(true);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    form.save();
  };
  const field = { autoComplete: 'off', readOnly: !canManage, __next40pxDefaultSize: true, __nextHasNoMarginBottom: true } as const;
  return (
    <Section title={title}>
      <form onSubmit={submit} className="handoff-rules">
        {about.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
        <p>
          <ExternalLink href={link.href}>{link.label}</ExternalLink>
        </p>
        {problem !== null && (
          <Notice status="warning" isDismissible={false} className="handoff-notice">
            {problem.message} <Ago at={problem.since} />
          </Notice>
        )}
        <ToggleControl label={turnOn} checked={draft.on} disabled={!canManage} onChange={(on) => change({ on })} __nextHasNoMarginBottom />
        {(draft.on || hasKey) && (
          <>
            <TextControl {...field} label={placeLabel} help={placeHelp} value={draft.place} onChange={(place) => change({ place })} />
            <TextControl
              {...field}
              type="password"
              autoComplete="new-password"
              label={keyLabel}
              help={hasKey ? __('One is kept. Leave this empty to keep it.', 'handoff') : ''}
              value={draft.key}
              onChange={(key) => change({ key })}
            />
          </>
        )}
        {form.error !== null && <ErrorNotice error={form.error} />}
        {canManage && (
          <div className="handoff-actions">
            <Button
              variant="primary"
              type="submit"
              __next40pxDefaultSize
              isBusy={form.busy}
              disabled={form.busy || !form.isChanged}
              accessibleWhenDisabled
              aria-label={fill(__('Save {service}', 'handoff'), { service: name })}
            >
              {__('Save', 'handoff')}
            </Button>
            {hasKey && (
              <Button
                variant="secondary"
                isDestructive
                __next40pxDefaultSize
                aria-label={fill(__('Remove the key of {service}', 'handoff'), { service: name })}
                onClick={ask}
              >
                {__('Remove the key', 'handoff')}
              </Button>
            )}
            <span role="status" className="handoff-saved">
              {form.isSaved && __('Saved. It holds for what comes in from now on.', 'handoff')}
            </span>
          </div>
        )}
        {asking && (
          <Confirm
            title={fill(__('Remove the key of {service}?', 'handoff'), { service: name })}
            verb={__('Remove the key', 'handoff')}
            destructive
            busy={form.forget.busy}
            error={form.forget.error}
            onConfirm={() => form.forget.run(() => setAsking(false))}
            onCancel={() => setAsking(false)}
          >
            <p>{__('It is not asked any more. What it said of earlier messages stays with them.', 'handoff')}</p>
          </Confirm>
        )}
      </form>
    </Section>
  );
}
