/** Tags a mail may have. Anything else is shown as text, because what visitors type gets into the text of mails. */
const TAGS: ReadonlySet<string> = new Set(
  'a b blockquote br code div em h1 h2 h3 hr i li ol p pre small span strong table tbody td th thead tr u ul'.split(' '),
);
const VOID: ReadonlySet<string> = new Set(['br', 'hr']);
const TAG = /<(\/?)([a-z][a-z0-9]*)((?:\s[^<>]*)?)\/?>/gi;
const HREF = /\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i;

/**
 * Leaves simple formatting and links, and turns the rest into text: no scripts, forms, pictures, styles or attributes.
 * `changed` tells whether anything was taken out. Open tags are closed at the end.
 */
export function simpleHtml(html: string): { html: string; changed: boolean } {
  const open: string[] = [];
  let changed = false;
  let out = '';
  let last = 0;
  for (const match of html.matchAll(TAG)) {
    const [whole, slash, name = '', attributes = ''] = match;
    out += escapeText(html.slice(last, match.index));
    last = match.index + whole.length;
    const tag = name.toLowerCase();
    if (!TAGS.has(tag)) {
      out += escapeText(whole);
      changed = true;
    } else if (slash === '/') {
      const at = open.lastIndexOf(tag);
      if (at === -1) continue;
      for (const inner of open.splice(at).toReversed()) out += `</${inner}>`;
    } else {
      const kept = tag === 'a' ? linkOf(attributes) : '';
      if (attributes.trim() !== '' && kept.trim() !== attributes.trim()) changed = true;
      out += `<${tag}${kept}>`;
      if (!VOID.has(tag)) open.push(tag);
    }
  }
  out += escapeText(html.slice(last));
  for (const tag of open.toReversed()) out += `</${tag}>`;
  return { html: out, changed };
}

function linkOf(attributes: string): string {
  const found = HREF.exec(attributes);
  const target = (found?.[1] ?? found?.[2] ?? found?.[3] ?? '').trim();
  return /^(https?:\/\/|mailto:|tel:)/i.test(target) ? ` href="${target.replaceAll('"', '&quot;').replaceAll('<', '&lt;')}"` : '';
}

/** What is written as an entity already stays one. */
function escapeText(text: string): string {
  return text
    .replaceAll(/&(?!#?\w{1,10};)/g, '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
