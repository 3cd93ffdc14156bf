import { type Connection, type Destination, useAccountForm } from '@handoff/shared/panel/hooks';
import { useEffect, useRef } from 'preact/hooks';
import { fill, t } from '../../../app/i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Form } from '../../../ui/Form.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { OwnerField } from '../../../ui/OwnerField.tsx';
import { SaveBar } from '../../../ui/SaveBar.tsx';
import { TextInput } from '../../../ui/TextInput.tsx';
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
  /** For an account that is there: shows again what is saved. */
  onDiscard?: () => void;
}

/** Connects an account, or changes a connected one: settings, signing in, and a test of whether it works. */
export function ConnectionForm({ destination, connection, name = destination.title, onWorks, onDiscard }: ConnectionFormProps) {
  const form = useAccountForm({ destination, connection, name, onWorks });
  const { problems, signIn, startSignIn, needsSignIn, isMarked, busy } = form;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (Object.keys(problems).length === 0) return;
    const wrong = [...(box.current?.querySelectorAll<HTMLElement>('[data-field]') ?? [])].find(
      (field) => problems[field.dataset['field'] ?? ''] !== undefined,
    );
    wrong?.closest('details')?.setAttribute('open', '');
    wrong?.querySelector<HTMLElement>(':scope > *')?.focus();
  }, [problems]);

  const { title } = destination;
  // Shopify's own bar saves what is there already.
  const isKept = onDiscard !== undefined;
  return (
    <div ref={box}>
      <Form onSubmit={form.submit} busy={busy}>
        <div data-field="name">
          <TextInput
            label={t('Name')}
            details={t('What you call this account here.')}
            error={problems['name']}
            maxLength={200}
            value={form.about.name}
            onChange={(typed) => form.setAbout({ ...form.about, name: typed })}
          />
        </div>
        <SettingsFields
          destination={destination}
          settings={form.settings}
          draft={form.draft}
          problems={problems}
          stored={form.saved?.settings}
          showKeys={signIn.error !== null}
          onChange={form.setDraft}
        />
        {form.hasKey && (
          <TextInput
            kind="date"
            label={t('This key ends on (optional)')}
            details={t('If the key runs out one day: you are told 14 and 3 days before. When you enter a new key, enter its day too.')}
            value={form.about.secretEndsOn}
            onChange={(secretEndsOn) => form.setAbout({ ...form.about, secretEndsOn })}
          />
        )}
        {connection !== undefined && (
          <OwnerField
            owner={form.about.owner}
            onChange={(owner) => form.setAbout({ ...form.about, owner })}
            details={t('Who looks after it: an e-mail address or a name.')}
          />
        )}
        {form.error !== null && !isMarked && <ErrorNotice error={form.error} />}
        {form.error !== null && isMarked && <Notice tone="critical">{t('Nothing was saved: please mend what is marked.')}</Notice>}
        {form.testError !== null && <ErrorNotice error={form.testError} />}
        {form.notWorking !== undefined && (
          <Notice tone="warning">{fill(t('It is saved, but it does not work yet: {reason}'), { reason: form.notWorking })}</Notice>
        )}
        {form.works && connection !== undefined && <Notice tone="success">{t('Saved, and it works.')}</Notice>}
        {needsSignIn && signIn.waiting === null && (
          <s-paragraph>
            {fill(t('A window of {title} opens. Sign in there and allow access; then it goes on here.'), { title })}
          </s-paragraph>
        )}
        <SignInState signIn={signIn} title={title} again={startSignIn} />
        <s-stack direction="inline" gap="small-200">
          {(needsSignIn || !isKept) && (
            <Button variant="primary" type="submit" busy={busy}>
              {needsSignIn
                ? fill(t('Sign in with {title}'), { title })
                : form.saved === undefined
                  ? fill(t('Connect {title}'), { title })
                  : t('Save and test')}
            </Button>
          )}
          {form.signsIn && !needsSignIn && (
            <Button disabled={busy} onClick={startSignIn}>
              {t('Sign in again')}
            </Button>
          )}
        </s-stack>
      </Form>
      {isKept && <SaveBar dirty={form.dirty} busy={busy} onSave={form.submit} onDiscard={onDiscard} />}
    </div>
  );
}
