import type { Locator, Page } from 'playwright-core';

/** Someone without a mouse. */
export interface Keyboard {
  /** Presses Tab until the keyboard is on it. */
  goTo: (target: Locator) => Promise<void>;
  /** Goes to a button or link and presses Enter. */
  press: (target: Locator) => Promise<void>;
  /** Goes to a field and types into it, in place of what was there. */
  write: (target: Locator, text: string) => Promise<void>;
}

/** More than any screen of ours has. */
const PATIENCE = 80;

export function keyboardOf(page: Page): Keyboard {
  const goTo = async (target: Locator) => {
    await target.waitFor();
    for (let pressed = 0; pressed < PATIENCE; pressed += 1) {
      if (await target.evaluate((element) => element.matches(':focus'))) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`The keyboard does not get to ${String(target)}.`);
  };
  return {
    goTo,
    press: async (target) => {
      await goTo(target);
      await page.keyboard.press('Enter');
    },
    write: async (target, text) => {
      await goTo(target);
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.insertText(text);
    },
  };
}
