import type { PanelFiles } from './assets.ts';

export interface PageParts {
  apiKey: string;
  /** The path the app is mounted at, without a slash at the end. */
  base: string;
  files: PanelFiles;
  /** The admin's language, as BCP 47. */
  locale: string;
}

/** Grey lines where the panel will be, as high as its own skeleton, so that nothing jumps when it takes over. */
const LINES = '<span></span>'.repeat(8);
const SKELETON_STYLE = `body{margin:0}#handoff-panel{min-block-size:100vh}.handoff-loading{display:grid;gap:12px;padding:24px 16px}
.handoff-loading span{block-size:16px;border-radius:4px;background:#e3e3e3}.handoff-loading span:nth-child(3n){inline-size:60%}`;

/**
 * The page that Shopify's admin frames. App Bridge has to be the first script. The panel (`panel/`) renders into
 * `#handoff-panel` and reads where the app is mounted from its `data-base`.
 */
export function panelDocument({ apiKey, base, files, locale }: PageParts): string {
  const at = (file: string) => escape(`${base}/${file}`);
  return `<!doctype html>
<html lang="${escape(locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="shopify-api-key" content="${escape(apiKey)}">
<script src="https://cdn.shopify.com/shopifycloud/app-bridge.js"></script>
<script src="https://cdn.shopify.com/shopifycloud/polaris-1.js"></script>
<title>Handoff</title>
<style>${SKELETON_STYLE}</style>
${files.styles.map((file) => `<link rel="stylesheet" href="${at(file)}">`).join('\n')}
${files.preload.map((file) => `<link rel="modulepreload" href="${at(file)}">`).join('\n')}
<script type="module" src="${at(files.script)}"></script>
</head>
<body>
<div id="handoff-panel" data-base="${escape(base)}"><s-page heading="Handoff"><div class="handoff-loading" role="status" aria-label="Handoff">${LINES}</div></s-page></div>
<noscript>Handoff needs JavaScript. Switch it on for this page, then reload.</noscript>
</body>
</html>
`;
}

/** A page for people who are not in Shopify's admin, or whose panel is missing. */
export function plainDocument(title: string, words: string, link?: { href: string; words: string }): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;margin:0;display:grid;min-height:100vh;place-content:center;color:#303030}main{max-width:32rem;padding:1.5rem}h1{font-size:1.25rem}a{color:#005bd3}</style>
</head>
<body><main><h1>${escape(title)}</h1><p>${escape(words)}</p>${
    link === undefined ? '' : `<p><a href="${escape(link.href)}">${escape(link.words)}</a></p>`
  }</main></body>
</html>
`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
