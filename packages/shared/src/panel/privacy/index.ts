export { receiptDocument } from './receipt-document.ts';
export { destinationWords, doneWords, personOf, staysWords } from './receipt-words.ts';
export { retentionDraft, type RetentionDraft, readRetentionDraft } from './retention-draft.ts';
export { retentionWords } from './retention-words.ts';
