import { fill, type Translate } from '../translate.ts';

/** Who it was, as a person says it: the audit's prefixes only tell kinds of callers apart. */
export function actorWords(actor: string, t: Translate): string {
  const [, kind, name] = /^(member|panel|token|site|shopify):(.+)$/s.exec(actor) ?? [];
  if (name === undefined) return actor === 'command line' ? t('somebody at the server’s command line') : actor;
  switch (kind) {
    case 'token':
      return fill(t('a program with the API token “{name}”'), { name });
    case 'site':
      return fill(t('the site {name}'), { name });
    case 'shopify':
      // The shop, then who in it.
      return name.replace(/^(\S+) (.+)$/s, '$2 ($1)');
    default:
      return name;
  }
}
