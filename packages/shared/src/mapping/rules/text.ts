import { compilePointer, compileReader, type Reader } from '../pointer.ts';
import { MAX_ITEMS, MAX_TEXT, tooLong, warn, type Evaluate, type Run } from '../run.ts';
import { isFilled, isScalar } from '../values.ts';
import { mapText, notText, oneText, tooMany } from './input.ts';

/** A template's fixed text around its placeholders: `texts` has one entry more than `paths`. */
export interface ParsedTemplate {
  texts: string[];
  paths: string[];
}

/**
 * Takes a template apart. A placeholder is a JSON pointer in double braces, `{{/subject/email}}`, and nothing else.
 * Returns a message for the owner where one is malformed.
 */
export function parseTemplate(template: string): ParsedTemplate | string {
  const texts: string[] = [];
  const paths: string[] = [];
  let from = 0;
  for (;;) {
    const open = template.indexOf('{{', from);
    if (open === -1) return { texts: [...texts, template.slice(from)], paths };
    const close = template.indexOf('}}', open);
    if (close === -1) return `The template opens a placeholder with "{{" and never closes it. Write placeholders like {{/subject/email}}.`;
    const path = template.slice(open + 2, close).trim();
    if (compilePointer(path) === undefined) return `{{${path.slice(0, 60)}}} is not a path. Write placeholders like {{/subject/email}}.`;
    texts.push(template.slice(from, open));
    paths.push(path);
    from = close + 2;
  }
}

/** Fills in the placeholders; a missing value is empty text. A result without any visible text is a warning and no value. */
export function fillTemplate({ texts, paths }: ParsedTemplate): Evaluate {
  const first = texts[0] ?? '';
  const parts = paths.map((path, index) => ({ path, read: compileReader(path), after: texts[index + 1] ?? '' }));
  return (root, run) => {
    let text = first;
    for (const part of parts) {
      text += printed(part.read, root, part.path, run) + part.after;
      if (text.length > MAX_TEXT) return tooLong(run);
    }
    if (text.trim() !== '') return text;
    return warn(run, 'The template came out empty, so this field is left as it is.');
  };
}

function printed(read: Reader, root: unknown, path: string, run: Run): string {
  const value = read(root);
  if (typeof value === 'string') return value;
  if (value === undefined || value === null) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value) && value.length <= MAX_ITEMS && value.every(isScalar)) return value.filter(isFilled).join(', ');
  warn(run, `{{${path}}} is a group of values and was left out of the text. Choose one of the values inside it.`);
  return '';
}

/** Puts the values together, leaving out empty ones. The items of a list count one by one. Nothing to join is no value. */
export function join(of: readonly Evaluate[], separator: string): Evaluate {
  return (root, run) => {
    let text: string | undefined;
    let count = 0;
    for (const evaluate of of) {
      const value = evaluate(root, run);
      for (const item of Array.isArray(value) ? value : [value]) {
        if (!isFilled(item)) continue;
        if (!isScalar(item)) return notText(run);
        count += 1;
        if (count > MAX_ITEMS) return tooMany(run);
        text = text === undefined ? String(item) : text + separator + String(item);
        if (text.length > MAX_TEXT) return tooLong(run);
      }
    }
    return text;
  };
}

/**
 * Takes a text apart and trims the parts. With an index, one part (negative counts from the end); without,
 * the list of parts that are not empty. A value that is a list already is not split again.
 */
export function split(from: Evaluate, separator: string, index: number | undefined): Evaluate {
  return (root, run) => {
    const value = from(root, run);
    const parts = Array.isArray(value) ? value : splitText(oneText(value, run), separator);
    if (!Array.isArray(parts)) return parts;
    if (index !== undefined) {
      const part: unknown = parts.at(index);
      return typeof part === 'string' ? part.trim() : part;
    }
    if (parts.length > MAX_ITEMS) return tooMany(run);
    return parts.map((part) => (typeof part === 'string' ? part.trim() : part)).filter(isFilled);
  };
}

function splitText(text: string | null | undefined, separator: string): string[] | null | undefined {
  if (typeof text !== 'string') return text;
  return text.trim() === '' ? undefined : text.split(separator);
}

const WORD = /\p{L}[\p{L}\p{M}\p{N}]*(?:['’]\p{L}[\p{L}\p{M}\p{N}]*)*/gu;
/** Georgian has capitals for whole words in capitals only: no word begins with one. */
const WITHOUT_INITIALS = /^\p{Script=Georgian}/u;
const ELISION = /^(\p{L}['’])(\p{L})(?=\p{L})/u;

/**
 * Each word with a capital first letter, the parts of "Jean-Luc" and "O'Neil" included. A word that already
 * mixes cases (McGregor, DiCaprio) stays as it is. Particles get a capital too: "Ludwig Van Beethoven".
 */
export function titleCase(text: string): string {
  return text.replace(WORD, capitalised);
}

function capitalised(word: string): string {
  const lower = word.toLowerCase();
  if (word !== lower && word !== word.toUpperCase()) return word;
  if (WITHOUT_INITIALS.test(lower)) return lower;
  const first = String.fromCodePoint(lower.codePointAt(0) ?? 0);
  const capital = first.toUpperCase() + lower.slice(first.length);
  return capital.replace(ELISION, (_, particle: string, letter: string) => particle + letter.toUpperCase());
}

export function changeText(from: Evaluate, change: (text: string) => string): Evaluate {
  return (root, run) => mapText(from(root, run), run, change);
}
