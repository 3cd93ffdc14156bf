import { type Sampled, whatIfRows, type WhatIf as Outcome, whatIfWords } from '@handoff/shared/panel';
import { __, t } from '../../../app/i18n.ts';
import { Folded } from '../../../ui/Folded.tsx';
import { Samples } from './Samples.tsx';

/** What limits under trial would have done last month, beside what those in force say of the same messages; not yet known while `isTrying`. */
export function WhatIf({ outcome, isTrying }: { outcome: Outcome; isTrying: boolean }) {
  const { messages, newlyKept, newlyThrough } = outcome;
  return (
    <>
      <div role="status">
        {(isTrying ? [__('Working out what these limits would have done…', 'handoff')] : whatIfWords(outcome, t)).map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      {messages > 0 && (
        <table className="handoff-what-if" aria-busy={isTrying}>
          <thead>
            <tr>
              <th scope="col">{__('Of the last 30 days', 'handoff')}</th>
              <th scope="col">{__('As it is', 'handoff')}</th>
              <th scope="col">{__('With these limits', 'handoff')}</th>
            </tr>
          </thead>
          <tbody>
            {whatIfRows(outcome, t).map(({ label, then, now }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td>{then}</td>
                <td>{isTrying ? '…' : now}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {!isTrying && (
        <>
          <Changed title={__('What would be kept back in addition', 'handoff')} samples={newlyKept.samples} />
          <Changed title={__('What would be let through in addition', 'handoff')} samples={newlyThrough.samples} />
        </>
      )}
    </>
  );
}

function Changed({ title, samples }: { title: string; samples: readonly Sampled[] }) {
  if (samples.length === 0) return null;
  return (
    <Folded title={title} open={false}>
      <Samples samples={samples} />
    </Folded>
  );
}
