/** The fake admin's document around an app's page. */
export function adminPage({ shop, appAddress, script }: { shop: string; appAddress: string; script: string }): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${shop} · Handoff · Shopify</title>
<style>
  * { box-sizing: border-box; }
  body { margin: 0; display: grid; grid: 48px 1fr / 220px 1fr; block-size: 100vh; font: 13px/20px Inter, system-ui, sans-serif; color: #303030; }
  header { grid-column: 1 / 3; display: flex; align-items: center; gap: 16px; padding: 0 16px; background: #1a1a1a; color: #e3e3e3; }
  #save-bar { display: flex; flex: 1; align-items: center; justify-content: end; gap: 8px; }
  #save-bar[hidden] { display: none; }
  #save-bar button { border: 0; border-radius: 8px; padding: 4px 12px; font: inherit; }
  nav { padding: 16px; background: #ebebeb; }
  nav p { margin: 0 0 8px; font-weight: 650; }
  nav ul { margin: 0; padding-inline-start: 16px; list-style: none; }
  nav a { display: block; padding: 4px 0; color: inherit; text-decoration: none; }
  iframe { inline-size: 100%; block-size: 100%; border: 0; background: #f1f1f1; }
  @media (max-width: 600px) {
    body { grid-template-columns: 1fr; }
    header { grid-column: 1; }
    nav { display: none; }
  }
  #toasts { position: fixed; inset-block-end: 24px; inset-inline: 0; display: grid; justify-items: center; gap: 8px; pointer-events: none; }
  #toasts p { margin: 0; border-radius: 8px; padding: 8px 16px; background: #1a1a1a; color: #fff; }
</style>
</head>
<body>
<header><span>${shop}</span><div id="save-bar" role="region" aria-label="Unsaved changes" hidden>Unsaved changes <button type="button" id="discard">Discard</button> <button type="button" id="save">Save</button></div></header>
<nav aria-label="Apps"><p>Handoff</p><ul></ul></nav>
<iframe title="Handoff" name="app-iframe" src="${appAddress.replaceAll('&', '&amp;')}"></iframe>
<div id="toasts" role="status"></div>
<script>${script}</script>
</body>
</html>`;
}
