import { type Sampled, sampleWords, signedWeight } from '@handoff/shared/panel';
import { usePanelHost } from '@handoff/shared/panel/hooks';
import { __, fill, t } from '../../../app/i18n.ts';
import { Ago } from '../../../ui/Ago.tsx';
import { eventPlace } from '../../activity/addresses.ts';

/** Messages with their scores and what weighed most; each leads to what was said and all reasons. */
export function Samples({ samples }: { samples: readonly Sampled[] }) {
  const { locale } = usePanelHost();
  return (
    <ul className="handoff-findings">
      {samples.map(({ eventId, contact, at, score, marked, reasons }) => (
        <li key={eventId}>
          <span>
            <a href={`#${eventPlace(eventId)}`}>{contact ?? __('Somebody without a name', 'handoff')}</a> <Ago at={at} />
            <span className="handoff-quiet">
              {marked !== null && <>, {marked === 'spam' ? __('marked as spam', 'handoff') : __('marked as not spam', 'handoff')}</>}
              {' – '}
              {sampleWords({ score, reasons }, t, locale)}
            </span>
          </span>
          <span className="handoff-findings__weight">{fill(__('Together: {sum}', 'handoff'), { sum: signedWeight(score, locale) })}</span>
        </li>
      ))}
    </ul>
  );
}
