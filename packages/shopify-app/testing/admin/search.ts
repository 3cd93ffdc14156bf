import { GraphQLError } from 'graphql';

/** What a search filter reads of a record: a time (ms), a number, a text, several texts, or a time of which only the day counts. */
export type Facets = Record<string, number | string | string[] | boolean | null | { day: number }>;

interface Term {
  field: string;
  comparator: '>' | '>=' | '<' | '<=' | '=';
  value: string;
  not: boolean;
}

/**
 * Shopify's search syntax, as far as an app needs it to find what changed: `updated_at:>='2026-11-20T00:00:00Z' AND id:>5`.
 * Terms joined by AND or a space. Shopify silently ignores a filter it does not know, and then answers everything: here that
 * is an error, and so is what this fake cannot read.
 */
export function parseSearch(query: string, known: readonly string[]): (facets: Facets) => boolean {
  const terms = readTerms(query);
  const unknown = terms.find(({ field }) => !known.includes(field));
  if (unknown !== undefined) {
    throw new GraphQLError(`The fake Shopify knows no search filter "${unknown.field}" here. It knows ${known.join(', ')}.`);
  }
  return (facets) => terms.every((term) => holds(term, facets[term.field]) !== term.not);
}

const TERM = /^(-|NOT\s+)?([a-z_]+):(>=|<=|>|<|=)?("[^"]*"|'[^']*'|[^\s()"']+)\s*/;

function readTerms(query: string): Term[] {
  const terms: Term[] = [];
  let rest = query.trim();
  while (rest !== '') {
    const match = TERM.exec(rest);
    if (match === null) throw new GraphQLError(`The fake Shopify cannot read this part of a search: ${rest}`);
    const [whole, not, field = '', comparator = '=', quoted = ''] = match;
    terms.push({ field, comparator: comparator as Term['comparator'], value: quoted.replace(/^["']|["']$/g, ''), not: not !== undefined });
    rest = rest.slice(whole.length).replace(/^AND\s+/, '');
  }
  return terms;
}

const dayOf = (ms: number) => Math.floor(ms / 86_400_000);

function holds({ comparator, value, ...term }: Term, facet: Facets[string] | undefined): boolean {
  if (facet === undefined || facet === null) return false;
  if (Array.isArray(facet)) return facet.includes(value);
  if (typeof facet === 'object') return holds({ ...term, comparator, value: String(dayOf(Date.parse(value))) }, dayOf(facet.day));
  if (typeof facet !== 'number') return String(facet).toLowerCase() === value.toLowerCase();
  const wanted = /^\d+$/.test(value) ? Number(value) : Date.parse(value);
  if (Number.isNaN(wanted)) throw new GraphQLError(`The fake Shopify cannot read "${value}" as a number or a time.`);
  switch (comparator) {
    case '>':
      return facet > wanted;
    case '>=':
      return facet >= wanted;
    case '<':
      return facet < wanted;
    case '<=':
      return facet <= wanted;
    case '=':
      return facet === wanted;
  }
}
