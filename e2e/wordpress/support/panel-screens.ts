import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { CoreVersion } from './core.ts';

const SCREENSHOTS = join(import.meta.dirname, '../../../docs/screenshots');
const WIDE = { width: 1280, height: 800 };
const PHONE = { width: 375, height: 800 };
/** What is left of a wide window at a zoom of 200 %. */
const ZOOMED = { width: WIDE.width / 2, height: WIDE.height / 2 };

/** What WordPress' components show above the page hangs at its end, not in the panel. */
const PANEL = ['#handoff-panel', '.components-modal__screen-overlay', '.components-popover'];

/** Our part of a page that is not ours, and what of the page is pictured. */
export interface Elsewhere {
  ours: string;
  picture: string;
}

/**
 * What must hold for every screen: axe finds nothing in our part of the page, and it fits zoomed in and on a phone. With
 * HANDOFF_SCREENSHOTS=1 it is also put under docs/screenshots.
 */
export async function inspect(page: Page, version: CoreVersion, screen: string, elsewhere?: Elsewhere): Promise<void> {
  const ours = elsewhere === undefined ? PANEL : [elsewhere.ours];
  expect(await axeProblems(page, ours), screen).toEqual([]);
  await expectToFit(page, screen, ours);
  if (process.env['HANDOFF_SCREENSHOTS'] === '1') {
    const folder = join(SCREENSHOTS, version);
    await mkdir(folder, { recursive: true });
    for (const { width, height } of [PHONE, WIDE]) {
      await page.setViewportSize({ width, height });
      // As high as the page, rather than a picture of the whole page: WordPress' menu is as high as the window.
      const whole = await page.evaluate(() => document.documentElement.scrollHeight);
      await page.setViewportSize({ width, height: Math.max(height, whole) });
      // The mouse would leave its mark on what it happens to be over.
      await page.mouse.move(width - 1, Math.max(height, whole) - 1);
      await (elsewhere === undefined ? page : page.locator(elsewhere.picture)).screenshot({
        path: join(folder, `${screen}-${width}.png`),
        scale: 'css',
      });
    }
  }
  await page.setViewportSize(WIDE);
}

/** Nobody has to scroll sideways: neither zoomed in to 200 % nor on a phone. */
export async function expectToFit(page: Page, screen: string, ours: readonly string[] = PANEL): Promise<void> {
  for (const size of [ZOOMED, PHONE, WIDE]) {
    await page.setViewportSize(size);
    // What measures itself takes its new width in a moment of its own.
    await expect.poll(() => tooWide(page, ours), { message: `${screen} at ${size.width} pixels` }).toEqual([]);
  }
}

/** What axe finds in our part of the page: the rule, and where. */
async function axeProblems(page: Page, ours: readonly string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  ours.forEach((selector) => axe.include(selector));
  // Legacy mode: nothing of ours is in a frame, so no second page is needed.
  const { violations } = await axe.setLegacyMode().analyze();
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target, html }) => `${id}: ${help} at ${target.join(' ')} ${html}`));
}

/** What of ours sticks out of the window, so that one would have to scroll sideways; a box that scrolls by itself may. */
function tooWide(page: Page, ours: readonly string[]): Promise<string[]> {
  return page.evaluate((selectors) => {
    // A dialog scrolls, but should do so downwards only.
    const outer = [...selectors, '.components-modal__content'].join(', ');
    const scrolls = (element: Element | null): boolean =>
      element !== null &&
      !element.matches(outer) &&
      (/auto|scroll/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
    const isOut = (element: Element) => {
      const { left, right, width } = element.getBoundingClientRect();
      return width > 1 && (right > document.documentElement.clientWidth + 1 || left < -1);
    };
    return [...document.querySelectorAll(selectors.map((selector) => `${selector} *`).join(', '))]
      .filter((element) => isOut(element) && !scrolls(element.parentElement))
      .map((element) => `${element.tagName}.${element.className} ${element.textContent.slice(0, 60)}`);
  }, ours);
}
