/**
 * Where the panel is shown. The app's page makes it, with a skeleton inside: `<div id="handoff-panel" data-base="/shopify">`,
 * the base being the path the app is mounted at (empty at the top of a domain).
 */
export const root = document.getElementById('handoff-panel') ?? document.body;

/** The path the app is mounted at, without a slash at the end. */
export const BASE = root.dataset['base'] ?? '';
