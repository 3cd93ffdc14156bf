import { missingScopes } from '@handoff/shared/panel';
import type { Connection, Destination } from '@handoff/shared/panel/hooks';
import { __, fill } from '../../app/i18n.ts';
import { Status } from '../../ui/Status.tsx';

/** What the account lets Handoff do, and what cannot be done without more. */
export function Scopes({ connection, destination }: { connection: Connection; destination: Destination }) {
  const needed = new Set(destination.operations.flatMap(({ scopes }) => scopes));
  if (needed.size === 0) return <p>{fill(__('{title} has no separate permissions.', 'handoff'), { title: destination.title })}</p>;
  if (connection.scopes.length === 0) {
    return (
      <>
        <p>
          {fill(__('{title} does not tell which permissions this key has. These are needed:', 'handoff'), { title: destination.title })}
        </p>
        <Names of={[...needed]} />
      </>
    );
  }
  const missing = missingScopes(connection.scopes, destination.operations);
  return (
    <>
      <p>
        {missing.length === 0 ? (
          <Status tone="good">{__('Everything that is needed was granted.', 'handoff')}</Status>
        ) : (
          <Status tone="attention">{__('Some permissions are missing. Add them there, then sign in again.', 'handoff')}</Status>
        )}
      </p>
      <ul className="ul-disc">
        {missing.map(({ scope, operations }) => (
          <li key={scope}>
            <code>{scope}</code> {fill(__('– needed for: {operations}', 'handoff'), { operations: operations.join(', ') })}
          </li>
        ))}
      </ul>
      <p className="handoff-quiet">{__('Granted:', 'handoff')}</p>
      <Names of={connection.scopes} />
    </>
  );
}

function Names({ of }: { of: readonly string[] }) {
  return (
    <p>
      {of.map((scope) => (
        <code key={scope} className="handoff-scope">
          {scope}
        </code>
      ))}
    </p>
  );
}
