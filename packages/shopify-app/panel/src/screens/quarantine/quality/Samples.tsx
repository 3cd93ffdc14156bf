import { ruleTitle, type Sampled, signedWeight } from '@handoff/shared/panel';
import { t } from '../../../app/i18n.ts';
import { Ago } from '../../../ui/Ago.tsx';
import { Go } from '../../../ui/Go.tsx';
import { eventPlace } from '../../activity/addresses.ts';

/** Messages with their scores and what weighed most; each leads to what was said and all reasons. */
export function Samples({ samples }: { samples: readonly Sampled[] }) {
  return (
    <ul class="handoff-reasons">
      {samples.map(({ eventId, contact, at, score, marked, reasons }) => (
        <li key={eventId} class="handoff-finding">
          <span>
            <Go to={eventPlace(eventId)}>{contact ?? t('Somebody without a name')}</Go> <Ago at={at} />
            {marked !== null && <>, {marked === 'spam' ? t('marked as spam') : t('marked as not spam')}</>}
            {' – '}
            <s-text color="subdued">
              {reasons
                .filter(({ rule }) => rule !== 'observe_mode')
                .map(({ rule, weight }) => (weight === 0 ? ruleTitle(rule, t) : `${ruleTitle(rule, t)} ${signedWeight(weight)}`))
                .join(', ')}
            </s-text>
          </span>
          <span class="handoff-finding__weight">{signedWeight(score)}</span>
        </li>
      ))}
    </ul>
  );
}
