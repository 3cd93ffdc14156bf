import { redactText } from '../../observe/redact.ts';
import type { AlertRow } from './view.ts';

/** Bounded as addresses are, so that a long text costs no more than its length. */
const ADDRESS = /[\w.+%-]{1,64}@[\w-]{1,63}(\.[\w-]{1,63}){1,8}/g;
const NUMBER = /\+?\d[\d\s().-]{7,}\d/g;

/** Their words quote what a destination said about one record, which may name a person. */
const ABOUT_A_RECORD: Record<string, string> = {
  dead_letter: 'The other system does not take it as it is, or it does not fit. The reason stands in Activity.',
  erasure: 'The other system refused, or was away for days. The reason stands under Privacy.',
};

/** What happened, for a message that leaves the server: without secrets, and without anybody's name, address or number. */
export function causeOf({ kind, message }: Pick<AlertRow, 'kind' | 'message'>): string {
  return ABOUT_A_RECORD[kind] ?? withoutPersons(message);
}

export function withoutPersons(text: string): string {
  return redactText(text).replaceAll(ADDRESS, '[address]').replaceAll(NUMBER, keepTimes);
}

/** Days and times look like long numbers, and say when something ends. */
function keepTimes(digits: string): string {
  return /^\d{4}-\d{2}-\d{2}/.test(digits) ? digits : '[number]';
}
