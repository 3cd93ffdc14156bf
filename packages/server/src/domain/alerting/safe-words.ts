import { redactText } from '../../observe/redact.ts';
import type { Language } from '../../words/language.ts';
import { type Said, said } from '../../words/said.ts';
import { say } from '../../words/say.ts';
import type { AlertRow } from './view.ts';
import { messageOf } from './words.ts';

/** Bounded as addresses are, so that a long text costs no more than its length. */
const ADDRESS = /[\w.+%-]{1,64}@[\w-]{1,63}(\.[\w-]{1,63}){1,8}/g;
const NUMBER = /\+?\d[\d\s().-]{7,}\d/g;

/** Their words quote what a destination said about one record, which may name a person. */
const ABOUT_A_RECORD: Record<string, Said> = {
  dead_letter: said('message.notQuoted.deadLetter'),
  erasure: said('message.notQuoted.erasure'),
};

/** What happened, for a message that leaves the server: without secrets, and without anybody's name, address or number. */
export function causeOf(alert: Pick<AlertRow, 'kind' | 'message' | 'message_said'>, language: Language): string {
  const instead = ABOUT_A_RECORD[alert.kind];
  return instead === undefined ? messageOf(alert, language, withoutPersons) : say(language, instead);
}

export function withoutPersons(text: string): string {
  return redactText(text).replaceAll(ADDRESS, '[address]').replaceAll(NUMBER, keepTimes);
}

/** Days and times look like long numbers, and say when something ends. */
function keepTimes(digits: string): string {
  return /^\d{4}-\d{2}-\d{2}/.test(digits) ? digits : '[number]';
}
