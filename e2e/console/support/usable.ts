import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const SCREENSHOTS = join(import.meta.dirname, '../../../docs/screenshots');
const WIDE = { width: 1280, height: 900 };
const PHONE = { width: 360, height: 780 };
/** Where WordPress' components put what screen readers should say; it is at the end of the page and seen by nobody. */
const SPOKEN = '[class^="a11y-speak"]';
/** What is left of a wide window at a zoom of 200 %. */
const ZOOMED = { width: WIDE.width / 2, height: WIDE.height / 2 };

/**
 * What must hold for every page of the console: axe finds nothing, and nobody has to scroll sideways, neither zoomed in nor on a
 * phone. With HANDOFF_SCREENSHOTS=1 it is also put under docs/screenshots.
 */
export async function expectUsable(page: Page, screen: string): Promise<void> {
  const found: string[] = [];
  for (const size of [ZOOMED, PHONE, WIDE]) {
    await page.setViewportSize(size);
    // What measures itself takes its new width in a moment of its own.
    await expect.poll(() => tooWide(page), { message: `${screen} at ${size.width} pixels` }).toEqual([]);
    found.push(...(await axeProblems(page)).map((problem) => `${size.width} pixels: ${problem}`));
  }
  if (process.env['HANDOFF_SCREENSHOTS'] === '1') await picture(page, screen);
  await page.setViewportSize(WIDE);
  expect(found, screen).toEqual([]);
}

async function picture(page: Page, screen: string): Promise<void> {
  await mkdir(SCREENSHOTS, { recursive: true });
  for (const size of [PHONE, WIDE]) {
    await page.setViewportSize(size);
    await page.screenshot({ path: join(SCREENSHOTS, `console-${screen}-${size.width}.png`), scale: 'css', fullPage: true });
  }
}

async function axeProblems(page: Page): Promise<string[]> {
  // Legacy mode: nothing is in a frame, so no second page is needed.
  const { violations } = await new AxeBuilder({ page }).exclude(SPOKEN).setLegacyMode().analyze();
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target, html }) => `${id}: ${help} at ${target.join(' ')} ${html}`));
}

/** What sticks out of the window; a box that scrolls by itself may hold more than is seen. */
function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const scrolls = (element: Element | null): boolean =>
      element !== null &&
      !element.matches('.components-modal__content') &&
      (/auto|scroll/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
    const isOut = (element: Element) => {
      const { left, right, width } = element.getBoundingClientRect();
      return width > 1 && (right > document.documentElement.clientWidth + 1 || left < -1);
    };
    return [...document.querySelectorAll('body *')]
      .filter((element) => isOut(element) && !scrolls(element.parentElement))
      .map((element) => `${element.tagName}.${element.className} ${element.textContent.slice(0, 60)}`);
  });
}
