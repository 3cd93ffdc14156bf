import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Frame } from 'playwright-core';
import { expect } from 'vitest';
import type { Merchant } from './merchant.ts';

const SCREENSHOTS = join(import.meta.dirname, '../../../docs/screenshots/shopify');
const WIDE = { width: 1280, height: 900 };
const PHONE = { width: 375, height: 800 };
/** The narrowest that is still sold. */
const NARROW = { width: 360, height: 740 };
/** What is left of a wide window at a zoom of 200 %. */
const ZOOMED = { width: WIDE.width / 2, height: WIDE.height / 2 };

/**
 * What must hold for every screen: axe finds nothing, and nobody has to scroll sideways, neither zoomed in nor on a phone. With
 * HANDOFF_SCREENSHOTS=1 it is also put under docs/screenshots/shopify, with Polaris' stand-ins in place of the real elements.
 */
export async function inspect({ page, axe, frame }: Pick<Merchant, 'page' | 'axe' | 'frame'>, screen: string): Promise<void> {
  expect(await axe(), screen).toEqual([]);
  for (const size of [ZOOMED, NARROW, PHONE, WIDE]) {
    await page.setViewportSize(size);
    // The frame takes its new width in a moment of its own.
    await expect.poll(() => tooWide(frame()), { message: `${screen} at ${size.width} pixels` }).toEqual([]);
  }
  if (process.env['HANDOFF_SCREENSHOTS'] === '1') await picture({ page, frame }, screen);
  await page.setViewportSize(WIDE);
}

async function picture({ page, frame }: Pick<Merchant, 'page' | 'frame'>, screen: string): Promise<void> {
  const file = join(SCREENSHOTS, screen);
  await mkdir(dirname(file), { recursive: true });
  for (const { width, height } of [PHONE, WIDE]) {
    await page.setViewportSize({ width, height });
    // As high as the app's page, which scrolls in its frame; the admin's own head comes on top.
    const whole = await frame().evaluate(() => document.documentElement.scrollHeight);
    await page.setViewportSize({ width, height: Math.max(height, whole + 48) });
    // The frame paints its new height in a moment of its own.
    await frame().evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))));
    await page.screenshot({ path: `${file}-${width}.png`, scale: 'css' });
  }
}

/** What sticks out of the app's page; a box that scrolls by itself may hold more than is seen. */
function tooWide(frame: Frame): Promise<string[]> {
  return frame.evaluate(() => {
    const scrolls = (element: Element | null): boolean =>
      element !== null && (/auto|scroll/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
    const isOut = (element: Element) => {
      const { left, right, width } = element.getBoundingClientRect();
      return width > 1 && (right > document.documentElement.clientWidth + 1 || left < -1);
    };
    return [...document.querySelectorAll('#handoff-panel *')]
      .filter((element) => isOut(element) && !scrolls(element.parentElement))
      .map((element) => `${element.tagName}.${element.className} ${element.textContent.slice(0, 60)}`);
  });
}
