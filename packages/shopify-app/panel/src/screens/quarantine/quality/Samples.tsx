import { type Sampled, sampleWords, signedWeight } from '@handoff/shared/panel';
import { usePanelHost } from '@handoff/shared/panel/hooks';
import { fill, t } from '../../../app/i18n.ts';
import { Ago } from '../../../ui/Ago.tsx';
import { Go } from '../../../ui/Go.tsx';
import { eventPlace } from '../../activity/addresses.ts';

/** Messages with their scores and what weighed most; each leads to what was said and all reasons. */
export function Samples({ samples }: { samples: readonly Sampled[] }) {
  const { locale } = usePanelHost();
  return (
    <ul class="handoff-reasons">
      {samples.map(({ eventId, contact, at, score, marked, reasons }) => (
        <li key={eventId} class="handoff-finding">
          <span>
            <Go to={eventPlace(eventId)}>{contact ?? t('Somebody without a name')}</Go> <Ago at={at} />
            {marked !== null && <>, {marked === 'spam' ? t('marked as spam') : t('marked as not spam')}</>}
            {' – '}
            <s-text color="subdued">{sampleWords({ score, reasons }, t, locale)}</s-text>
          </span>
          <span class="handoff-finding__weight">{fill(t('Together: {sum}'), { sum: signedWeight(score, locale) })}</span>
        </li>
      ))}
    </ul>
  );
}
