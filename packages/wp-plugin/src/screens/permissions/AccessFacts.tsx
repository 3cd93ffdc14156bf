import type { TokenAccess } from '@handoff/shared/api';
import { actorWords } from '@handoff/shared/panel';
import { __, fill, t } from '../../app/i18n.ts';
import { Ago } from '../../ui/Ago.tsx';
import { Status } from '../../ui/Status.tsx';

interface AccessFactsProps {
  access: TokenAccess;
  /** What its last use is called. */
  used: string;
}

/** Who let it in and when, and when it was last used. */
export function AccessFacts({ access, used }: AccessFactsProps) {
  return (
    <p className="handoff-quiet">
      {used} <Ago at={access.lastUsedAt} />. {__('Let in', 'handoff')} <Ago at={access.addedAt} />
      {access.addedBy !== null && <> {fill(__('by {person}', 'handoff'), { person: actorWords(access.addedBy, t) })}</>}.{' '}
      {access.unused && <Status tone="attention">{__('Nobody uses it', 'handoff')}</Status>}
    </p>
  );
}
