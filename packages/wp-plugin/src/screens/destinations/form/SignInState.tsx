import type { SignIn } from '@handoff/shared/panel/hooks';
import { Button, ExternalLink, Spinner } from '@wordpress/components';
import { __, fill } from '../../../app/i18n.ts';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';

/** What goes on while a person signs in elsewhere; read out as it changes. */
export function SignInState({ signIn, title, again }: { signIn: SignIn; title: string; again: () => void }) {
  const { waiting, closed, error } = signIn;
  if (error !== null) return <ErrorNotice error={error} />;
  return (
    <div role="status">
      {waiting !== null && (
        <p className="handoff-sign-in">
          <Spinner />
          {waiting.blocked
            ? __('Your browser opened no window.', 'handoff')
            : closed
              ? __('The window was closed. If you finished there, this goes on by itself in a few seconds.', 'handoff')
              : fill(__('Waiting for you to sign in to {title} in the other window.', 'handoff'), { title })}{' '}
          {waiting.blocked && <ExternalLink href={waiting.url}>{__('Open the sign-in page', 'handoff')}</ExternalLink>}
          {closed && !waiting.blocked && (
            <Button variant="link" onClick={again}>
              {__('Sign in again', 'handoff')}
            </Button>
          )}
        </p>
      )}
    </div>
  );
}
