import { ApiError } from '@handoff/shared/api';
import { Button, TextareaControl, TextControl, ToggleControl } from '@wordpress/components';
import { useEffect, useRef, useState } from '@wordpress/element';
import { __ } from '../../../app/i18n.ts';
import { useUnsaved } from '../../../app/location.ts';
import { useStatus } from '../../../app/panel.tsx';
import { useSiteAction } from '../../../app/queries.ts';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Section } from '../../../ui/Section.tsx';
import { changesOf, draftOf, type Draft, type Role, type Settings } from './draft.ts';
import { ForgetDelivered } from './ForgetDelivered.tsx';
import { Roles } from './Roles.tsx';

/** One form with one button; nothing changes until it is saved. */
export function GeneralForm({ settings, roles }: { settings: Settings; roles: readonly Role[] }) {
  const { canConnect } = useStatus().person;
  const [draft, setDraft] = useState(() => draftOf(settings));
  const save = useSiteAction('saveSettings');
  const changes = changesOf(draft, settings);
  const dirty = Object.keys(changes).length > 0;
  useUnsaved(dirty);
  const set =
    <Name extends keyof Draft>(name: Name) =>
    (value: Draft[Name]) => {
      save.reset();
      setDraft({ ...draft, [name]: value });
    };
  const problems = save.error instanceof ApiError ? (save.error.details.problems ?? []) : [];
  const problemOf = (name: keyof Draft) => {
    const message = problems.find(({ path }) => path.split('/')[1] === name)?.message;
    return message === undefined ? undefined : <span className="handoff-problem">{message}</span>;
  };
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(), [save.error]);
  const submit = async () => {
    const saved = await save.mutateAsync({ body: changes }).catch(() => undefined);
    if (saved !== undefined) setDraft(draftOf(saved.settings));
  };
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (dirty) void submit();
      }}
    >
      <Section title={__('Keeping', 'handoff')}>
        <div className="handoff-settings">
          <TextControl
            __next40pxDefaultSize
            __nextHasNoMarginBottom
            label={__('Keep delivered submissions on this site for (days)', 'handoff')}
            help={
              problemOf('retentionDays') ??
              __('3 to 365. What was not delivered stays until someone decides, however old it is.', 'handoff')
            }
            aria-invalid={problemOf('retentionDays') !== undefined}
            type="number"
            min={3}
            max={365}
            value={draft.retentionDays}
            onChange={set('retentionDays')}
          />
          <ForgetDelivered />
        </div>
      </Section>
      <Section title={__('Alerts', 'handoff')}>
        <div className="handoff-settings">
          <ToggleControl
            __nextHasNoMarginBottom
            label={__('Send an e-mail when submissions wait or are not taken', 'handoff')}
            checked={draft.alertsOn}
            onChange={set('alertsOn')}
          />
          <TextareaControl
            __nextHasNoMarginBottom
            label={__('To', 'handoff')}
            help={problemOf('alertEmails') ?? __('One address a line, ten at most. Empty: the site’s administrator address.', 'handoff')}
            aria-invalid={problemOf('alertEmails') !== undefined}
            rows={3}
            disabled={!draft.alertsOn}
            value={draft.alertEmails}
            onChange={set('alertEmails')}
          />
        </div>
      </Section>
      <Section title={__('Privacy', 'handoff')}>
        <div className="handoff-settings">
          <ToggleControl
            __nextHasNoMarginBottom
            label={__('Send the visitor’s IP address along', 'handoff')}
            help={__('Helps to tell spam. Never sent on to a destination unless a flow says so.', 'handoff')}
            checked={draft.sendIp}
            onChange={set('sendIp')}
          />
          <ToggleControl
            __nextHasNoMarginBottom
            label={__('Send along which browser the visitor used', 'handoff')}
            checked={draft.sendUserAgent}
            onChange={set('sendUserAgent')}
          />
        </div>
      </Section>
      <Section title={__('People', 'handoff')}>
        <Roles
          roles={roles}
          view={draft.viewRoles}
          manage={draft.manageRoles}
          disabled={!canConnect}
          onChange={(viewRoles, manageRoles) => {
            save.reset();
            setDraft({ ...draft, viewRoles, manageRoles });
          }}
        />
      </Section>
      <Section title={__('When the plugin is deleted', 'handoff')}>
        <ToggleControl
          __nextHasNoMarginBottom
          label={__('Delete everything Handoff keeps on this site', 'handoff')}
          help={__('Also what was not delivered yet, and the site’s key. What the server keeps is not touched.', 'handoff')}
          disabled={!canConnect}
          checked={draft.deleteOnUninstall}
          onChange={set('deleteOnUninstall')}
        />
      </Section>
      {save.error !== null && problems.length === 0 && <ErrorNotice error={save.error} />}
      {problems.length > 0 && (
        <p role="alert" className="handoff-problem">
          {__('Nothing was saved: please mend what is marked.', 'handoff')}
        </p>
      )}
      <div className={dirty ? 'handoff-save is-dirty' : 'handoff-save'}>
        <div className="handoff-actions">
          <Button
            variant="primary"
            type="submit"
            __next40pxDefaultSize
            isBusy={save.isPending}
            disabled={!dirty || save.isPending}
            accessibleWhenDisabled
          >
            {__('Save changes', 'handoff')}
          </Button>
          {dirty && (
            <Button variant="tertiary" __next40pxDefaultSize disabled={save.isPending} onClick={() => setDraft(draftOf(settings))}>
              {__('Discard changes', 'handoff')}
            </Button>
          )}
          <span role="status" className="handoff-saved">
            {save.isSuccess && !dirty && __('Saved.', 'handoff')}
          </span>
        </div>
      </div>
    </form>
  );
}
