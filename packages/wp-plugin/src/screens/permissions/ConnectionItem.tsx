import type { ConnectionAccess } from '@handoff/shared/api';
import { Button } from '@wordpress/components';
import { dateI18n, getSettings } from '@wordpress/date';
import { Link } from 'wouter';
import { __, fill } from '../../app/i18n.ts';
import { Status } from '../../ui/Status.tsx';
import { AccessFacts } from './AccessFacts.tsx';

interface ConnectionItemProps {
  access: ConnectionAccess;
  /** Undefined where this person may not. */
  onRevoke: (() => void) | undefined;
}

/** One account: what it granted against what the flows need, its owner, its end, and the flows that use it. */
export function ConnectionItem({ access, onRevoke }: ConnectionItemProps) {
  const { name, title, account, owner, flows, expiresAt } = access;
  return (
    <li>
      <div className="handoff-access__head">
        <h4>
          <Link href={`/destinations/${access.id}`}>{name}</Link>
        </h4>
        {onRevoke !== undefined && (
          <Button variant="secondary" isDestructive size="compact" onClick={onRevoke}>
            {__('Take away', 'handoff')}
            <span className="screen-reader-text"> {name}</span>
          </Button>
        )}
      </div>
      <p>
        {title}
        {account !== null && <> · {account}</>} ·{' '}
        {owner === null ? (
          <Status tone="attention">{__('Nobody answers for it', 'handoff')}</Status>
        ) : (
          fill(__('{owner} answers for it', 'handoff'), { owner })
        )}
      </p>
      <AccessFacts access={access} used={__('Last used:', 'handoff')} />
      <p>
        {flows.length === 0 ? (
          <Status tone="attention">{__('No flow that runs uses it', 'handoff')}</Status>
        ) : (
          <>
            {__('Used by', 'handoff')}{' '}
            {flows.map((flow, index) => (
              <span key={flow.id}>
                {index > 0 && ', '}
                <Link href={`/flows/${flow.id}`}>{flow.name}</Link>
              </span>
            ))}
          </>
        )}
      </p>
      {expiresAt !== null && (
        <p>
          {fill(__('The access ends on {date} unless somebody signs in again.', 'handoff'), {
            date: dateI18n(getSettings().formats.date, expiresAt),
          })}
        </p>
      )}
      <Scopes access={access} />
    </li>
  );
}

/** The vendor's own names of permissions, behind one sentence. */
function Scopes({ access: { granted, needed, missing, spare } }: { access: ConnectionAccess }) {
  if (granted === null && needed.length === 0) return null;
  return (
    <>
      <p>
        {missing.length > 0 ? (
          <Status tone="bad">{__('It lacks permissions that its flows need', 'handoff')}</Status>
        ) : granted === null ? (
          __('The other side does not tell what it allows.', 'handoff')
        ) : spare.length > 0 ? (
          <Status tone="attention">{__('It may do more than its flows need', 'handoff')}</Status>
        ) : (
          <Status tone="good">{__('It may do just what its flows need', 'handoff')}</Status>
        )}
      </p>
      <details>
        <summary>{__('Permissions in detail', 'handoff')}</summary>
        <Names title={__('Missing', 'handoff')} names={missing} />
        <Names title={__('Needed', 'handoff')} names={needed} />
        <Names title={__('Granted, and not needed', 'handoff')} names={spare} />
      </details>
    </>
  );
}

function Names({ title, names }: { title: string; names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <p>
      {title}:{' '}
      {names.map((scope, index) => (
        <span key={scope}>
          {index > 0 && ', '}
          <code>{scope}</code>
        </span>
      ))}
    </p>
  );
}
