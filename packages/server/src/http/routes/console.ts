import type { Context, Hono } from 'hono';
import { compress } from 'hono/compress';
import { AppError } from '../../observe/app-error.ts';
import { readAsset, readPage } from '../console/files.ts';

/**
 * Scripts only from here and none inline. Styles may be inline: WordPress' components put theirs into the page while they
 * run, in ways that take no nonce (ADR 0020). No frame may show the page, and it sends nothing to anybody else.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The operator's console: one page at each of its addresses, and its files. Who asks is found out by its script. */
export function consoleRoutes(app: Hono): void {
  app.get('/console/assets/:name', compress(), async (c) => {
    const asset = await readAsset(c.req.param('name'));
    if (asset === undefined) throw new AppError('not_found', 'There is no such file of the console. Reload the page: it was built anew.');
    c.header('x-content-type-options', 'nosniff');
    c.header('content-type', asset.type);
    // The name changes with the content.
    c.header('cache-control', 'public, max-age=31536000, immutable');
    return c.body(asset.body);
  });
  for (const path of [
    '/console',
    '/console/',
    '/console/operators',
    '/console/tokens',
    '/console/changes',
    '/console/workspaces/:workspaceId',
  ]) {
    app.get(path, (c) => page(c));
  }
}

async function page(c: Context): Promise<Response> {
  const html = await readPage();
  if (html === undefined) {
    throw new AppError('not_found', 'The console was not built on this server. Whoever runs it has to run “npm run build”.');
  }
  c.header('content-security-policy', POLICY);
  c.header('x-content-type-options', 'nosniff');
  c.header('referrer-policy', 'same-origin');
  c.header('cross-origin-opener-policy', 'same-origin');
  c.header('cache-control', 'no-store');
  return c.html(html);
}
