import type { TokenAccess } from '@handoff/shared/api';
import { actorWords } from '@handoff/shared/panel';
import { fill, t } from '../../app/i18n.ts';
import { Ago } from '../../ui/Ago.tsx';
import { Status } from '../../ui/Status.tsx';

interface AccessFactsProps {
  access: TokenAccess;
  /** What its last use is called. */
  used: string;
}

/** Who let it in and when, and when it was last used. */
export function AccessFacts({ access: { lastUsedAt, addedAt, addedBy, unused }, used }: AccessFactsProps) {
  return (
    <span>
      <s-text color="subdued">
        {used} <Ago at={lastUsedAt} />. {t('Let in')} <Ago at={addedAt} />
        {addedBy !== null && ` ${fill(t('by {person}'), { person: actorWords(addedBy, t) })}`}.
      </s-text>{' '}
      {unused && <Status tone="attention">{t('Nobody uses it')}</Status>}
    </span>
  );
}
