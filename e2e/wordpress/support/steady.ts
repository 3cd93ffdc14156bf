import type { Page, Route } from 'playwright-core';

/** Less than half of the lowest control: what moves by this much is still under the hand that is about to press it. */
const TOLERANCE_PX = 8;

/**
 * Opens a screen whose answers come one at a time, the last asked first, and tells which controls of the panel moved while
 * they came: whoever is about to press one would press another, or nothing.
 */
export async function movedControls(page: Page, address: string): Promise<string[]> {
  const held: Route[] = [];
  const isOurs = (url: URL) => decodeURIComponent(url.href).includes('/handoff/v1/');
  const moved: string[] = [];
  // Another address of the panel would not be loaded anew.
  await page.goto('about:blank');
  await page.route(isOurs, (route) => void held.push(route));
  try {
    await page.goto(address);
    for (;;) {
      await page.evaluate(painted);
      const route = held.pop();
      if (route === undefined && (await page.evaluate(isThere))) break;
      if (route === undefined) continue;
      const asked = decodeURIComponent(route.request().url()).split('/handoff/v1/')[1] ?? '';
      const answered = page.waitForEvent('requestfinished', (request) => request === route.request());
      await Promise.all([answered, route.continue()]);
      await page.evaluate(painted);
      moved.push(...(await page.evaluate(controlsThatMoved, TOLERANCE_PX)).map((control) => `${control} after ${asked}`));
    }
  } finally {
    await page.unroute(isOurs);
  }
  return moved;
}

/** Runs in the page: comes back when what is known is on screen, and what this made the panel ask is asked. */
async function painted(): Promise<void> {
  for (let frames = 0; frames < 5; frames += 1) await new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
}

/** Runs in the page: whether the screen shows its content rather than grey lines. */
function isThere(): boolean {
  return document.querySelector('#handoff-panel h2') !== null && document.querySelector('#handoff-panel .handoff-loading') === null;
}

/** Runs in the page: the controls that are elsewhere than they were when this ran the time before. */
function controlsThatMoved(tolerance: number): string[] {
  const store = window as unknown as { stood?: Map<Element, DOMRect> };
  const stood = store.stood ?? new Map<Element, DOMRect>();
  const stands = new Map(
    [...document.querySelectorAll('#handoff-panel :is(a, button, input, select, textarea, summary)')].map((control) => {
      const { x, y, width, height } = control.getBoundingClientRect();
      return [control, new DOMRect(x + scrollX, y + scrollY, width, height)] as const;
    }),
  );
  store.stood = stands;
  return [...stands].flatMap(([control, { x, y }]) => {
    const before = stood.get(control);
    if (before === undefined || (Math.abs(before.x - x) <= tolerance && Math.abs(before.y - y) <= tolerance)) return [];
    const name = control.textContent.trim() || control.getAttribute('aria-label') || control.id;
    return [`“${name}” ${before.x.toFixed()},${before.y.toFixed()} → ${x.toFixed()},${y.toFixed()}`];
  });
}
