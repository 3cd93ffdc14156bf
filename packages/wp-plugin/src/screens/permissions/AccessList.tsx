import type { SourceAccess, TokenAccess } from '@handoff/shared/api';
import { Button } from '@wordpress/components';
import { __ } from '../../app/i18n.ts';
import { AccessFacts } from './AccessFacts.tsx';

interface AccessListProps<Access extends TokenAccess> {
  items: readonly Access[];
  used: string;
  empty: string;
  /** Absent where this person may not. */
  onRevoke?: (access: Access) => void;
}

/** Sites or programs that have access. */
export function AccessList<Access extends TokenAccess | SourceAccess>({ items, used, empty, onRevoke }: AccessListProps<Access>) {
  if (items.length === 0) return <p className="handoff-quiet">{empty}</p>;
  return (
    <ul className="handoff-access">
      {items.map((access) => (
        <li key={access.id}>
          <div className="handoff-access__head">
            <h4>{access.name}</h4>
            {onRevoke !== undefined && (
              <Button variant="secondary" isDestructive size="compact" onClick={() => onRevoke(access)}>
                {__('Take away', 'handoff')}
                <span className="screen-reader-text"> {access.name}</span>
              </Button>
            )}
          </div>
          {'url' in access && access.url !== '' && <p>{access.url}</p>}
          <AccessFacts access={access} used={used} />
        </li>
      ))}
    </ul>
  );
}
