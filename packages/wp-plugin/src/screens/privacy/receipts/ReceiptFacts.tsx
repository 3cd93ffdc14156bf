import { destinationWords, doneWords } from '@handoff/shared/panel';
import { type Receipt } from '@handoff/shared/panel/hooks';
import { __, t } from '../../../app/i18n.ts';
import { Status } from '../../../ui/Status.tsx';

const TONES = { asked: 'busy', done: 'good', by_hand: 'attention', stays: 'quiet' } as const;

/** What was done here, and how it stands with what each destination holds. */
export function ReceiptFacts({ receipt }: { receipt: Receipt }) {
  return (
    <>
      <ul className="handoff-receipt__done">
        {doneWords(receipt, t).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {receipt.destinations.length > 0 && (
        <ul className="handoff-receipt__there" aria-label={__('Destinations', 'handoff')}>
          {receipt.destinations.map((record) => (
            <li key={`${record.connectionId} ${record.recordId ?? ''} ${record.certain}`}>
              <strong>{record.destination}</strong> ({record.connection}
              {record.recordId !== null && (
                <>
                  {', '}
                  {record.url === null ? (
                    record.recordId
                  ) : (
                    <a href={record.url} target="_blank" rel="noreferrer">
                      {record.recordId}
                    </a>
                  )}
                </>
              )}
              ) <Status tone={TONES[record.state]}>{destinationWords(record, t)}</Status>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
