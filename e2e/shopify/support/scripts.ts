import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { polarisElements } from './elements.ts';

/** The scripts of the fake admin and of the stand-ins for Shopify's CDN, each to be put into a page as it is. */
export interface PageScripts {
  polaris: string;
  appBridge: string;
  admin: string;
}

let made: Promise<PageScripts> | undefined;

/** Made once in a process. */
export function pageScripts(): Promise<PageScripts> {
  made ??= (async () => ({
    polaris: `(() => { const ELEMENTS = ${JSON.stringify(polarisElements())};\n${await bundle('polaris')}\n})();`,
    appBridge: await bundle('app-bridge'),
    admin: await bundle('admin'),
  }))();
  return made;
}

async function bundle(name: string): Promise<string> {
  const entry = fileURLToPath(new URL(`page/${name}.ts`, import.meta.url));
  const outputs = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, minify: false, target: 'es2022', rollupOptions: { input: entry, output: { format: 'iife' } } },
  });
  const [output] = Array.isArray(outputs) ? outputs : [outputs];
  const chunk = output !== undefined && 'output' in output ? output.output[0] : undefined;
  if (chunk === undefined) throw new Error(`Nothing was made of ${name}.`);
  return chunk.code;
}
