import { submittedFields, type SubmittedField } from '../../identity/submitted-fields.ts';
import type { Rule } from '../types.ts';

/** One link, up to the next space, quote or bracket. */
const LINK = /(?:https?:\/\/|\bwww\.)[^\s<>"'[\](){}]+/gi;
const ONLY_ONE_LINK_OR_PATH = /^\S+$/;
/** Types of fields that are filled with an address, by a person or by the form itself. */
const LINK_TYPES: ReadonlySet<string> = new Set(['url', 'website', 'hidden', 'file', 'upload', 'fileupload']);
/** The same by the field's name or label, in the languages most forms are written in: parts of words, beginnings of words, whole words. */
const LINK_NAME = new RegExp(
  [
    'url|website|webseite|homepage|internet(?:seite|adresse|auftritt)|hjemmeside|hemsida|nettside|nettsted|kotisivu|verkkosivu|honlap|вебсайт|ιστοσελίδα|ιστότοπος|网站|網站|网址|網址|ウェブ|ホームページ|サイト|홈페이지|웹사이트|موقع',
    String.raw`(?<!\p{L})(?:web|www|веб)`,
    String.raw`(?<!\p{L})(?:site|sito|sitio|сайт|strona|witryna|link|lien|page|referr?er|portfolio|linkedin|github|instagram|facebook|file|upload|attachment|datei|anhang|fichier|archivo)(?!\p{L})`,
  ].join('|'),
  'iu',
);

const NOT_COUNTED = 1;
const WEIGHT_PER_LINK = 0.5;
const MAX_WEIGHT = 3;

export const linkCount: Rule = {
  name: 'link_count',
  title: 'Links in the text',
  content: true,
  evaluate: ({ envelope }) => {
    const own = siteOf(envelope.context?.page);
    const links = submittedFields(envelope)
      .filter((field) => !asksForLink(field))
      .flatMap((field) => field.text.match(LINK) ?? [])
      .filter((link) => own === undefined || siteOf(link) !== own);
    if (links.length <= NOT_COUNTED) return undefined;
    const weight = Math.min(MAX_WEIGHT, WEIGHT_PER_LINK * (links.length - NOT_COUNTED));
    return { rule: 'link_count', weight, evidence: `The text contains ${links.length} links to other sites.` };
  },
};

/** A website or upload field that holds one address and nothing else is an answer, not advertising. */
function asksForLink({ key, label, type, text }: SubmittedField): boolean {
  if (!ONLY_ONE_LINK_OR_PATH.test(text.trim())) return false;
  return (type !== undefined && LINK_TYPES.has(type)) || LINK_NAME.test(key) || (label !== undefined && LINK_NAME.test(label));
}

/** The host a link leads to, without `www.`: people often paste links to the very shop they write to. */
function siteOf(link: string | undefined): string | undefined {
  if (link === undefined) return undefined;
  const address = /^https?:/i.test(link) ? link : `https://${link}`;
  return URL.parse(address)?.hostname.replace(/^www\./, '');
}
