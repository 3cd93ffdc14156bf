import { type Sampled, whatIfRows, type WhatIf as Outcome, whatIfWords } from '@handoff/shared/panel';
import { t } from '../../../app/i18n.ts';
import { Folded } from '../../../ui/Folded.tsx';
import { numberWords } from '../../../ui/times.ts';
import { Samples } from './Samples.tsx';

/** What limits under trial would have done last month, beside what those in force say of the same messages; not yet known while `isTrying`. */
export function WhatIf({ outcome, isTrying }: { outcome: Outcome; isTrying: boolean }) {
  const { messages, newlyKept, newlyThrough } = outcome;
  return (
    <>
      <div role="status">
        {(isTrying ? [t('Working out what these limits would have done…')] : whatIfWords(outcome, t)).map((line) => (
          <s-paragraph key={line}>{line}</s-paragraph>
        ))}
      </div>
      {messages > 0 && (
        // Three narrow columns that only say something side by side: Polaris' table would stack them on a phone.
        <table class="handoff-what-if" aria-busy={isTrying}>
          <thead>
            <tr>
              <th scope="col">{t('Of the last 30 days')}</th>
              <th scope="col">{t('As it is')}</th>
              <th scope="col">{t('With these limits')}</th>
            </tr>
          </thead>
          <tbody>
            {whatIfRows(outcome, t).map(({ label, then, now }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td>{numberWords(then)}</td>
                <td>{isTrying ? '…' : numberWords(now)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {!isTrying && (
        <>
          <Changed title={t('What would be kept back in addition')} samples={newlyKept.samples} />
          <Changed title={t('What would be let through in addition')} samples={newlyThrough.samples} />
        </>
      )}
    </>
  );
}

function Changed({ title, samples }: { title: string; samples: readonly Sampled[] }) {
  if (samples.length === 0) return null;
  return (
    <Folded title={title}>
      <Samples samples={samples} />
    </Folded>
  );
}
