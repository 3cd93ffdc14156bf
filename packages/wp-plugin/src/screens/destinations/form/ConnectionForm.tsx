import {
  type Connection,
  type Destination,
  useConnectionForm,
  useServerAction,
  useSignIn,
  useWorkspaceId,
} from '@handoff/shared/panel/hooks';
import { Button, Notice, TextControl } from '@wordpress/components';
import { useEffect, useRef, useState } from '@wordpress/element';
import { __, fill } from '../../../app/i18n.ts';
import { useUnsaved } from '../../../app/location.ts';
import { useStatus } from '../../../app/panel.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { SettingsFields } from './SettingsFields.tsx';
import { SignInState } from './SignInState.tsx';

interface ConnectionFormProps {
  destination: Destination;
  /** Undefined for a new one. */
  connection?: Connection;
  /** What a new one is called unless somebody names it. */
  name?: string;
  /** The connection is saved and works. */
  onWorks: (connection: Connection) => void;
}

/** Connects an account, or changes a connected one: settings, signing in, and a test of whether it works. */
export function ConnectionForm({ destination, connection, name = destination.title, onWorks }: ConnectionFormProps) {
  const workspaceId = useWorkspaceId();
  const { canManage } = useStatus().person;
  const form = useConnectionForm(destination, connection, name);
  const test = useServerAction('testConnection');
  const [works, setWorks] = useState(false);
  const element = useRef<HTMLFormElement>(null);
  const signIn = useSignIn((signedIn) => {
    setWorks(true);
    onWorks(signedIn);
  });
  useUnsaved(form.dirty);
  useEffect(() => {
    if (Object.keys(form.problems).length === 0) return;
    const wrong = element.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    wrong?.closest('details')?.setAttribute('open', '');
    wrong?.focus();
  }, [form.problems]);

  const title = destination.title;
  const marked = Object.keys(form.problems).some((key) => key !== '');
  const needsSignIn = form.signsIn && form.saved?.authorized !== true;
  const busy = form.saving || test.isPending || signIn.busy;
  const startSignIn = () => {
    setWorks(false);
    test.reset();
    void signIn.begin(form.save);
  };
  const saveAndTest = async () => {
    setWorks(false);
    test.reset();
    const saved = await form.save();
    if (saved === undefined) return;
    const params = { workspaceId, connectionId: saved.id };
    const result = await test.mutateAsync({ params }).catch(() => undefined);
    if (result?.ok !== true) return;
    setWorks(true);
    onWorks(saved);
  };

  return (
    <form
      ref={element}
      noValidate
      className="handoff-fields"
      onSubmit={(event) => {
        event.preventDefault();
        if (needsSignIn) startSignIn();
        else void saveAndTest();
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
      {connection !== undefined && (
        <TextControl
          __next40pxDefaultSize
          __nextHasNoMarginBottom
          type="email"
          label={__('Owner', 'handoff')}
          help={__('Who looks after this account; an e-mail address.', 'handoff')}
          disabled={!canManage}
          value={form.about.owner}
          onChange={(owner) => form.setAbout({ ...form.about, owner })}
        />
      )}
      {form.error !== null && !marked && <ErrorNotice error={form.error} />}
      {form.error !== null && marked && (
        <p role="alert" className="handoff-problem">
          {__('Nothing was saved: please mend what is marked.', 'handoff')}
        </p>
      )}
      {test.error !== null && <ErrorNotice error={test.error} />}
      {test.data?.ok === false && (
        <Notice status="warning" isDismissible={false} className="handoff-notice">
          <p>{fill(__('It is saved, but it does not work yet: {reason}', 'handoff'), { reason: test.data.message ?? '' })}</p>
        </Notice>
      )}
      {works && connection !== undefined && (
        <Notice status="success" isDismissible={false} className="handoff-notice">
          <p>{__('Saved, and it works.', 'handoff')}</p>
        </Notice>
      )}
      {needsSignIn && canManage && signIn.waiting === null && (
        <p>{fill(__('A window of {title} opens. Sign in there and allow access; then it goes on here.', 'handoff'), { title })}</p>
      )}
      <SignInState signIn={signIn} title={title} again={startSignIn} />
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
            <Button variant="secondary" __next40pxDefaultSize disabled={busy} accessibleWhenDisabled onClick={startSignIn}>
              {__('Sign in again', 'handoff')}
            </Button>
          )}
        </div>
      )}
    </form>
  );
}
