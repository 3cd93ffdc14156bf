import { Button } from '@wordpress/components';
import type { ReactNode } from 'react';
import { __ } from '@handoff/wp-plugin/app/i18n.ts';
import { CHANGES, OPERATORS, placeOf, signInAgain, TOKENS, WORKSPACES } from './places.ts';
import { useWholeAction } from './queries.ts';
import { mayOnServer, useSession } from './session.tsx';

/** What is around every page: where one can go, and who one is. */
export function Frame({ children }: { children: ReactNode }) {
  const session = useSession();
  const signOut = useWholeAction('signOut');
  const { name } = placeOf(location.pathname);
  const current = (is: string) => (name === is ? { 'aria-current': 'page' as const } : {});
  return (
    <>
      <a className="handoff-console-skip" href="#handoff-console-main" onClick={skip}>
        {__('Skip to the content', 'handoff')}
      </a>
      <header className="handoff-console-bar">
        <a className="handoff-console-brand" href={WORKSPACES}>
          Handoff
        </a>
        <nav aria-label="Handoff">
          <a href={WORKSPACES} {...current('workspaces')}>
            {__('Workspaces', 'handoff')}
          </a>
          {mayOnServer(session, 'owner') && (
            <>
              <a href={OPERATORS} {...current('operators')}>
                {__('Operators', 'handoff')}
              </a>
              <a href={TOKENS} {...current('tokens')}>
                {__('API tokens', 'handoff')}
              </a>
              <a href={CHANGES} {...current('changes')}>
                {__('Changes', 'handoff')}
              </a>
            </>
          )}
        </nav>
        <div className="handoff-console-person">
          <span>{session.email}</span>
          <Button
            variant="tertiary"
            size="compact"
            isBusy={signOut.isPending}
            onClick={() => signOut.mutate({}, { onSuccess: signInAgain })}
          >
            {__('Sign out', 'handoff')}
          </Button>
        </div>
      </header>
      {signOut.error !== null && <p role="alert">{signOut.error.message}</p>}
      <main id="handoff-console-main" tabIndex={-1}>
        {children}
      </main>
    </>
  );
}

/** The address behind the `#` belongs to the screens. */
function skip(event: { preventDefault: () => void }): void {
  event.preventDefault();
  document.getElementById('handoff-console-main')?.focus();
}
