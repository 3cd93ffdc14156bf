import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Frame, Page } from 'playwright-core';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Axe {
  run: (root: Document) => Promise<{ violations: { id: string; help: string; nodes: { target: unknown[]; html: string }[] }[] }>;
}

/** What axe finds in the app's page inside the admin: the rule, and where. Run in the frame itself: the page around it is not ours. */
export async function axeProblems(page: Page): Promise<string[]> {
  const frame = appFrame(page);
  await frame.evaluate(`${SOURCE};undefined`);
  const { violations } = await frame.evaluate(() => (globalThis as unknown as { axe: Axe }).axe.run(document));
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target, html }) => `${id}: ${help} at ${target.join(' ')} ${html}`));
}

function appFrame(page: Page): Frame {
  const frame = page.frame({ name: 'app-iframe' });
  if (frame === null) throw new Error('The admin shows no app.');
  return frame;
}
