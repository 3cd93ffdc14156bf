import type { SignIn } from '@handoff/shared/panel/hooks';
import { fill, t } from '../../../app/i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Go } from '../../../ui/Go.tsx';

/** What goes on while a person signs in elsewhere; read out as it changes. */
export function SignInState({ signIn, title, again }: { signIn: SignIn; title: string; again: () => void }) {
  const { waiting, closed, error } = signIn;
  if (error !== null) return <ErrorNotice error={error} />;
  return (
    <div role="status">
      {waiting !== null && (
        <s-stack direction="inline" gap="small-200" alignItems="center">
          <s-spinner size="base" accessibilityLabel={t('Waiting')} />
          <s-text>
            {waiting.blocked
              ? t('Your browser opened no window.')
              : closed
                ? t('The window was closed. If you finished there, this goes on by itself in a few seconds.')
                : fill(t('Waiting for you to sign in to {title} in the other window.'), { title })}
          </s-text>
          {waiting.blocked && <Go to={waiting.url}>{t('Open the sign-in page')}</Go>}
          {closed && !waiting.blocked && (
            <Button variant="tertiary" onClick={again}>
              {t('Sign in again')}
            </Button>
          )}
        </s-stack>
      )}
    </div>
  );
}
