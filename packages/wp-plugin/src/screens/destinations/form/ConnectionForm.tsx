import { type Connection, type Destination, useAccountForm, usePanelHost } from '@handoff/shared/panel/hooks';
import { Button, Notice, TextControl } from '@wordpress/components';
import { useEffect, useRef } from '@wordpress/element';
import { __, fill } from '../../../app/i18n.ts';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { OwnerField } from '../../../ui/OwnerField.tsx';
import { SettingsFields } from './SettingsFields.tsx';
import { SignInState } from './SignInState.tsx';

interface ConnectionFormProps {
  destination: Destination;
  /** Undefined for a new one. */
  connection: Connection | undefined;
  /** What a new one is called unless somebody names it. */
  name?: string;
  /** The connection is saved and works. */
  onWorks: (connection: Connection) => void;
}

/** Connects an account, or changes a connected one: settings, signing in, and a test of whether it works. */
export function ConnectionForm({ destination, connection, name = destination.title, onWorks }: ConnectionFormProps) {
  const { canManage } = usePanelHost().person;
  const form = useAccountForm({ destination, connection, name, onWorks });
  const { signIn, needsSignIn, busy } = form;
  const element = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (Object.keys(form.problems).length === 0) return;
    const wrong = element.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    wrong?.closest('details')?.setAttribute('open', '');
    wrong?.focus();
  }, [form.problems]);
  const title = destination.title;

  return (
    <form
      ref={element}
      noValidate
      className="handoff-fields"
      onSubmit={(event) => {
        event.preventDefault();
        form.submit();
      }}
    >
      <TextControl
        __next40pxDefaultSize
        __nextHasNoMarginBottom
        label={__('Name', 'handoff')}
        help={form.problems['name'] ?? __('What you call this account here.', 'handoff')}
        aria-invalid={form.problems['name'] !== undefined}
        disabled={!canManage}
        value={form.about.name}
        onChange={(typed) => form.setAbout({ ...form.about, name: typed })}
      />
      <SettingsFields
        destination={destination}
        settings={form.settings}
        draft={form.draft}
        problems={form.problems}
        stored={form.saved?.settings}
        disabled={!canManage}
        showKeys={signIn.error !== null}
        onChange={form.setDraft}
      />
      {form.hasKey && (
        <TextControl
          __next40pxDefaultSize
          __nextHasNoMarginBottom
          type="date"
          label={__('This key ends on (optional)', 'handoff')}
          help={__(
            'If the key runs out one day: you are told 14 and 3 days before. When you enter a new key, enter its day too.',
            'handoff',
          )}
          disabled={!canManage}
          value={form.about.secretEndsOn}
          onChange={(secretEndsOn) => form.setAbout({ ...form.about, secretEndsOn })}
        />
      )}
      {connection !== undefined && (
        <OwnerField
          owner={form.about.owner}
          onChange={(owner) => form.setAbout({ ...form.about, owner })}
          help={__('Who looks after it: an e-mail address or a name.', 'handoff')}
          disabled={!canManage}
        />
      )}
      {form.error !== null && !form.isMarked && <ErrorNotice error={form.error} />}
      {form.error !== null && form.isMarked && (
        <p role="alert" className="handoff-problem">
          {__('Nothing was saved: please mend what is marked.', 'handoff')}
        </p>
      )}
      {form.testError !== null && <ErrorNotice error={form.testError} />}
      {form.notWorking !== undefined && (
        <Notice status="warning" isDismissible={false} className="handoff-notice">
          <p>{fill(__('It is saved, but it does not work yet: {reason}', 'handoff'), { reason: form.notWorking })}</p>
        </Notice>
      )}
      {form.works && connection !== undefined && (
        <Notice status="success" isDismissible={false} className="handoff-notice">
          <p>{__('Saved, and it works.', 'handoff')}</p>
        </Notice>
      )}
      {needsSignIn && canManage && signIn.waiting === null && (
        <p>{fill(__('A window of {title} opens. Sign in there and allow access; then it goes on here.', 'handoff'), { title })}</p>
      )}
      <SignInState signIn={signIn} title={title} again={form.startSignIn} />
      {!canManage && <p>{__('You may look at this, but not change it. Ask whoever may change Handoff on this site.', 'handoff')}</p>}
      {canManage && (
        <div className="handoff-actions">
          <Button variant="primary" type="submit" __next40pxDefaultSize isBusy={busy} disabled={busy} accessibleWhenDisabled>
            {needsSignIn
              ? fill(__('Sign in with {title}', 'handoff'), { title })
              : form.saved === undefined
                ? fill(__('Connect {title}', 'handoff'), { title })
                : __('Save and test', 'handoff')}
          </Button>
          {form.signsIn && !needsSignIn && (
            <Button variant="secondary" __next40pxDefaultSize disabled={busy} accessibleWhenDisabled onClick={form.startSignIn}>
              {__('Sign in again', 'handoff')}
            </Button>
          )}
        </div>
      )}
    </form>
  );
}
