import { missingScopes } from '@handoff/shared/panel';
import type { Connection, Destination } from '@handoff/shared/panel/hooks';
import { fill, t } from '../../app/i18n.ts';
import { Marked } from '../../ui/Marked.tsx';

/** What the account lets Handoff do, and what cannot be done without more. */
export function Scopes({ connection, destination }: { connection: Connection; destination: Destination }) {
  const needed = new Set(destination.operations.flatMap(({ scopes }) => scopes));
  const { title } = destination;
  if (needed.size === 0) return <s-paragraph>{fill(t('{title} has no separate permissions.'), { title })}</s-paragraph>;
  if (connection.scopes.length === 0) {
    return (
      <>
        <s-paragraph>{fill(t('{title} does not tell which permissions this key has. These are needed:'), { title })}</s-paragraph>
        <Names of={[...needed]} />
      </>
    );
  }
  const missing = missingScopes(connection.scopes, destination.operations);
  return (
    <>
      <Marked tone={missing.length === 0 ? 'good' : 'attention'}>
        {missing.length === 0
          ? t('Everything that is needed was granted.')
          : t('Some permissions are missing. Add them there, then sign in again.')}
      </Marked>
      {missing.length > 0 && (
        <s-unordered-list>
          {missing.map(({ scope, operations }) => (
            <s-list-item key={scope}>
              <code>{scope}</code> {fill(t('– needed for: {operations}'), { operations: operations.join(', ') })}
            </s-list-item>
          ))}
        </s-unordered-list>
      )}
      <s-text color="subdued">{t('Granted:')}</s-text>
      <Names of={connection.scopes} />
    </>
  );
}

function Names({ of }: { of: readonly string[] }) {
  return (
    <p class="handoff-scopes">
      {of.map((scope) => (
        <code key={scope}>{scope}</code>
      ))}
    </p>
  );
}
