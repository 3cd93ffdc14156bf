import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../test/support/shop-app.ts';
import { CONFIG, SHOP } from '../../test/support/store.ts';

const MANIFEST = {
  'src/main.tsx': {
    file: 'assets/main-abc123.js',
    src: 'src/main.tsx',
    isEntry: true,
    imports: ['_vendor-def456.js'],
    css: ['assets/main-9f.css'],
  },
  '_vendor-def456.js': { file: 'assets/vendor-def456.js', imports: ['_parts-1.js', 'src/main.tsx'] },
  '_parts-1.js': { file: 'assets/parts-1.js', css: ['assets/parts-1.css'] },
  'locales/de.json': { file: 'assets/de-31.js', isDynamicEntry: true },
  'locales/fr.json': { file: 'assets/fr-32.js', isDynamicEntry: true },
  'src/screens/flows.tsx': { file: 'assets/flows-77.js', isDynamicEntry: true },
};

let directory: string;
let test: TestApp;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'handoff-panel-'));
  await mkdir(join(directory, 'assets'));
  await writeFile(join(directory, 'manifest.json'), JSON.stringify(MANIFEST));
  await writeFile(join(directory, 'assets/main-abc123.js'), 'export {};');
  test = await createTestApp({ panelDir: pathToFileURL(`${directory}/`) });
});
afterEach(async () => {
  await test.close();
  await rm(directory, { recursive: true, force: true });
});

const page = (path: string, headers: Record<string, string> = {}) =>
  test.request(path, { headers: { accept: 'text/html,*/*', ...headers } });
const framed = `shop=${SHOP}&host=YWRtaW4&embedded=1&locale=de-DE&id_token=aaa.bbb.ccc`;

describe('the embedded page', () => {
  it('may be framed by exactly this shop and Shopify’s admin', async () => {
    const response = await page(`/?${framed}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-security-policy')).toMatch(
      new RegExp(`^frame-ancestors https://${SHOP} https://admin.shopify.com;`),
    );
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-frame-options')).toBeNull();
  });

  it('brings the texts in the merchant’s language along, and no others', async () => {
    const preloaded = async (locale: string) => {
      const html = await (await page(`/?${framed.replace('de-DE', locale)}`)).text();
      return [...html.matchAll(/modulepreload" href="([^"]+)"/g)].map(([, href]) => href).filter((href) => !href?.includes('vendor'));
    };
    expect(await preloaded('de-DE')).toContain('/shopify/assets/de-31.js');
    expect(await preloaded('de-DE')).not.toContain('/shopify/assets/fr-32.js');
    expect((await preloaded('en')).some((href) => /de-31|fr-32/.test(href ?? ''))).toBe(false);
  });

  it('loads App Bridge first, then Polaris, then the panel’s files by their hashed names', async () => {
    const html = await (await page(`/?${framed}`)).text();
    const scripts = [...html.matchAll(/<script[^>]* src="([^"]+)"/g)].map(([, src]) => src);
    expect(scripts).toEqual([
      'https://cdn.shopify.com/shopifycloud/app-bridge.js',
      'https://cdn.shopify.com/shopifycloud/polaris-1.js',
      '/shopify/assets/main-abc123.js',
    ]);
    expect(html.slice(0, html.indexOf('</head>'))).toContain(`<meta name="shopify-api-key" content="${CONFIG.apiKey}">`);
    expect(html).toContain('<link rel="stylesheet" href="/shopify/assets/main-9f.css">');
    for (const file of ['vendor-def456.js', 'parts-1.js'])
      expect(html).toContain(`<link rel="modulepreload" href="/shopify/assets/${file}">`);
    expect(html).toContain('<link rel="stylesheet" href="/shopify/assets/parts-1.css">');
    expect(html).not.toContain('flows-77');
    expect(html).toContain('<div id="handoff-panel" data-base="/shopify">');
    expect(html).toContain('<html lang="de-DE">');
    expect(html).not.toContain('aaa.bbb.ccc');
  });

  it('is the same at every place of the panel, so that any can be reloaded', async () => {
    expect((await page(`/flows/flw_1?${framed}`)).status).toBe(200);
    expect((await page(`/settings?shop=${SHOP}`, { 'sec-fetch-dest': 'iframe' })).status).toBe(200);
  });

  it('holds no more of the address than it must', async () => {
    const html = await (await page(`/?shop=${SHOP}&embedded=1&locale="><script>alert(1)</script>`)).text();
    expect(html).not.toContain('alert(1)');
    expect(html).toContain('<html lang="en">');
  });

  it('says so where the panel was not built', async () => {
    await rm(join(directory, 'manifest.json'));
    const response = await page(`/?${framed}`);
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('npm run build');
  });
});

describe('outside Shopify’s admin', () => {
  it.each(['/', '/?shop=evil.example&embedded=1', `/?shop=${SHOP}.evil.example&embedded=1`, '/?shop=x%20y.myshopify.com&embedded=1'])(
    '%s explains itself and may be framed by nobody',
    async (path) => {
      const response = await page(path);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-security-policy')).toContain(`frame-ancestors 'none'`);
      const html = await response.text();
      expect(html).toContain('Open it there');
      expect(html).not.toContain('<script');
      expect(html).not.toContain('evil');
    },
  );

  it('leads to the app in the admin of a shop that is named', async () => {
    const html = await (await page(`/?shop=${SHOP}`, { 'sec-fetch-dest': 'document' })).text();
    expect(html).toContain(`href="https://admin.shopify.com/store/steep-and-co/apps/${CONFIG.apiKey}"`);
  });

  it('is no page for what asks for none', async () => {
    expect((await test.request('/flows', { headers: { accept: 'application/json' } })).status).toBe(404);
  });
});

describe('the panel’s files', () => {
  it('are kept for ever by browsers', async () => {
    const response = await test.request('/assets/main-abc123.js');
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(await response.text()).toBe('export {};');
  });

  it.each(['/assets/none-1.js', '/assets/..%2fmanifest.json', '/assets/%2e%2e', '/assets/.env', '/assets/a%00.js'])(
    'do not include %s',
    async (path) => {
      expect((await test.request(path)).status).toBe(404);
    },
  );
});
