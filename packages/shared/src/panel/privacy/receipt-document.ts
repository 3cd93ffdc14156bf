import type { PersonReceipt } from '../../api/privacy.ts';
import type { Translate } from '../translate.ts';
import { destinationWords, doneWords, personOf, staysWords } from './receipt-words.ts';

/** A receipt as a Markdown page that one can hand to the person, or keep. */
export function receiptDocument(receipt: PersonReceipt, t: Translate): string {
  const title = receipt.kind === 'erasure' ? t('Receipt: personal data erased') : t('Receipt: personal data handed out');
  const facts: [string, string][] = [
    [t('Receipt'), receipt.id],
    receipt.of === 'source' ? [t('All that one site or shop sent'), receipt.sourceId ?? ''] : [t('Person'), receipt.person.digest],
    [t('Asked for by'), personOf(receipt.requestedBy)],
    [t('Begun'), receipt.requestedAt],
    [t('Finished'), receipt.finishedAt ?? t('not yet')],
  ];
  const there = receipt.destinations.map((record) => [
    `${record.destination} (${record.connection})`,
    record.recordId ?? '–',
    destinationWords(record, t),
  ]);
  const stays = staysWords(receipt, t);
  return [
    `# ${title}`,
    '',
    ...facts.map(([name, value]) => `- ${name}: ${cell(value)}`),
    '',
    `## ${t('What was done here')}`,
    '',
    ...doneWords(receipt, t).map((line) => `- ${line}`),
    ...(there.length === 0 ? [] : ['', `## ${t('Destinations')}`, '', ...table([t('Destination'), t('Record'), t('State')], there)]),
    ...(stays.length === 0 ? [] : ['', `## ${t('What stays, and why')}`, '', ...stays.map((line) => `- ${line}`)]),
    '',
  ].join('\n');
}

function table(head: string[], rows: string[][]): string[] {
  const line = (cells: string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

/** Names are the owner's own words: in a table they must not become more cells, nor markup. */
function cell(text: string): string {
  return text.replace(/[\\|*_`<>[\]]/g, '\\$&').replace(/\s+/g, ' ');
}
