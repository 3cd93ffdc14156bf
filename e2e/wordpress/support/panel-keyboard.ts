import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** Someone without a mouse. */
export interface Keyboard {
  /** Presses Tab, or Shift and Tab for what lies behind, until the keyboard is on it. */
  goTo: (target: Locator, key?: TabKey) => Promise<void>;
  /** Goes to a button or link and presses Enter. */
  press: (target: Locator, key?: TabKey) => Promise<void>;
  /** Goes to a field and types or pastes into it. */
  write: (target: Locator, text: string) => Promise<void>;
  /** Where it was nowhere, or where one could not see it: empty at the end. */
  problems: string[];
}

type TabKey = 'Tab' | 'Shift+Tab';

/** More than any screen of ours has. */
const PATIENCE = 120;

export function keyboardOf(page: Page): Keyboard {
  const problems: string[] = [];
  const isOn = (target: Locator) => target.evaluate((element) => element === document.activeElement).catch(() => false);
  const goTo = async (target: Locator, key: TabKey = 'Tab') => {
    await target.waitFor();
    // What was done last may have taken away what the keyboard was on; React leads it on right after it has painted.
    await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(painted)))));
    if (await page.evaluate(() => 'handoffLast' in window && document.activeElement === document.body))
      problems.push(`Lost before ${String(target)}`);
    for (let pressed = 0; pressed < PATIENCE; pressed += 1) {
      if (await isOn(target)) return;
      await page.keyboard.press(key);
      problems.push(...(await page.evaluate(lookAtFocus)));
    }
    throw new Error(`The keyboard does not get to ${String(target)}.`);
  };
  return {
    problems,
    goTo,
    press: async (target, key) => {
      await goTo(target, key);
      await expect.poll(() => target.getAttribute('aria-disabled')).not.toBe('true');
      await page.keyboard.press('Enter');
    },
    write: async (target, text) => {
      await goTo(target);
      await page.keyboard.insertText(text);
    },
  };
}

/** Runs in the page, after each Tab: what is wrong with where the keyboard is now, and with how that showed before. */
function lookAtFocus(): string[] {
  const state = window as { handoffLast?: { element: Element; look: string } | undefined };
  const PROPERTIES = ['outline', 'box-shadow', 'border', 'background', 'color', 'text-decoration'];
  const styles = (element: Element | null | undefined, pseudo?: string): string => {
    if (element === null || element === undefined) return '';
    const style = getComputedStyle(element, pseudo);
    return PROPERTIES.map((name) => style.getPropertyValue(name)).join();
  };
  /** A focus shows on the element itself or, where a component draws its own, on what lies beside or around it. */
  const lookOf = (element: Element): string => {
    const around = [element, element.parentElement, element.parentElement?.parentElement];
    const near = around.flatMap((one) => [...(one?.parentElement?.children ?? [])]);
    const outer = around[2]?.parentElement?.parentElement;
    return [element, ...near, outer, outer?.parentElement]
      .flatMap((one) => [undefined, '::before', '::after'].map((pseudo) => styles(one, pseudo)))
      .join();
  };
  const nameOf = (element: Element): string => element.outerHTML.slice(0, 160);
  const covers = (above: Element | null, element: Element): boolean =>
    above !== null &&
    !above.contains(element) &&
    (['sticky', 'fixed'].includes(getComputedStyle(above).position) || covers(above.parentElement, element));

  const found: string[] = [];
  const last = state.handoffLast;
  state.handoffLast = undefined;
  const active = document.activeElement;
  // A date has a stop for each of its parts, which the browser marks itself: the first shows how the whole looks.
  const isLeft = last?.element.isConnected === true && last.element !== active;
  if (isLeft && lookOf(last.element) === last.look) found.push(`Not to be seen: ${nameOf(last.element)}`);
  if (active === null || active === document.body) return [...found, 'Lost: the keyboard is nowhere'];
  if (active.closest('#handoff-panel, .components-modal__frame, .components-popover') === null) return found;
  const { left, top, width, height } = active.getBoundingClientRect();
  const at = document.elementFromPoint(left + width / 2, top + Math.min(height / 2, 20));
  if (at === null) found.push(`Out of sight: ${nameOf(active)}`);
  else if (covers(at, active)) found.push(`Covered by ${nameOf(at)}: ${nameOf(active)}`);
  state.handoffLast = last?.element === active ? last : { element: active, look: lookOf(active) };
  return found;
}
