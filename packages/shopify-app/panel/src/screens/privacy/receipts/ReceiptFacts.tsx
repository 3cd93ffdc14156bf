import { destinationWords, doneWords } from '@handoff/shared/panel';
import type { Receipt } from '@handoff/shared/panel/hooks';
import { t } from '../../../app/i18n.ts';
import { Go } from '../../../ui/Go.tsx';
import { Marked } from '../../../ui/Marked.tsx';

const TONES = { asked: 'busy', done: 'good', by_hand: 'attention', stays: 'quiet' } as const;

/** What was done here, and how it stands with what each destination holds. */
export function ReceiptFacts({ receipt }: { receipt: Receipt }) {
  return (
    <>
      <s-unordered-list>
        {doneWords(receipt, t).map((line) => (
          <s-list-item key={line}>{line}</s-list-item>
        ))}
      </s-unordered-list>
      {receipt.destinations.length > 0 && (
        <ul class="handoff-receipt__there" aria-label={t('Destinations')}>
          {receipt.destinations.map((record) => (
            <li key={`${record.connectionId} ${record.recordId ?? ''} ${record.certain}`}>
              <s-text type="strong">{record.destination}</s-text> ({record.connection}
              {record.recordId !== null && (
                <>
                  {', '}
                  {record.url === null ? record.recordId : <Go to={record.url}>{record.recordId}</Go>}
                </>
              )}
              )<Marked tone={TONES[record.state]}>{destinationWords(record, t)}</Marked>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
