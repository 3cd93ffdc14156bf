export { useErase } from './useErase.ts';
export { useExportPerson } from './useExportPerson.ts';
export { type PersonQuestion, whoIs } from './question.ts';
export { useOptOuts, type OptOut } from './useOptOuts.ts';
export { useReceipts, type Receipt } from './useReceipts.ts';
export { useRetention, useRetentionForm } from './useRetention.ts';
