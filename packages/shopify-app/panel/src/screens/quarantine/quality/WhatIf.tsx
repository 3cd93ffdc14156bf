import { type Sampled, signedWeight, whatIfRows, type WhatIf as Outcome, whatIfWords } from '@handoff/shared/panel';
import { t } from '../../../app/i18n.ts';
import { Ago } from '../../../ui/Ago.tsx';
import { Folded } from '../../../ui/Folded.tsx';
import { Go } from '../../../ui/Go.tsx';
import { numberWords } from '../../../ui/times.ts';
import { eventPlace } from '../../activity/addresses.ts';

/** What limits under trial would have done last month, beside what those in force say of the same messages. */
export function WhatIf({ outcome }: { outcome: Outcome }) {
  const { messages, newlyKept, newlyThrough } = outcome;
  return (
    <>
      <div role="status">
        {whatIfWords(outcome, t).map((line) => (
          <s-paragraph key={line}>{line}</s-paragraph>
        ))}
      </div>
      {messages > 0 && (
        <s-table>
          <s-table-header-row>
            <s-table-header listSlot="primary">{t('Of the last 30 days')}</s-table-header>
            <s-table-header format="numeric">{t('As it is')}</s-table-header>
            <s-table-header format="numeric">{t('With these limits')}</s-table-header>
          </s-table-header-row>
          <s-table-body>
            {whatIfRows(outcome, t).map(({ label, then, now }) => (
              <s-table-row key={label}>
                <s-table-cell>{label}</s-table-cell>
                <s-table-cell>{numberWords(then)}</s-table-cell>
                <s-table-cell>{numberWords(now)}</s-table-cell>
              </s-table-row>
            ))}
          </s-table-body>
        </s-table>
      )}
      <Samples title={t('What would be kept back in addition')} samples={newlyKept.samples} />
      <Samples title={t('What would be let through in addition')} samples={newlyThrough.samples} />
    </>
  );
}

function Samples({ title, samples }: { title: string; samples: readonly Sampled[] }) {
  if (samples.length === 0) return null;
  return (
    <Folded title={title}>
      <ul class="handoff-reasons">
        {samples.map(({ eventId, contact, at, score, marked }) => (
          <li key={eventId} class="handoff-finding">
            <span>
              <Go to={eventPlace(eventId)}>{contact ?? t('Somebody without a name')}</Go> <Ago at={at} />
              {marked !== null && <>, {marked === 'spam' ? t('marked as spam') : t('marked as not spam')}</>}
            </span>
            <span class="handoff-finding__weight">{signedWeight(score)}</span>
          </li>
        ))}
      </ul>
    </Folded>
  );
}
