import type { Frame, Page, Route } from 'playwright-core';

/** Less than half of the lowest control: what moves by this much is still under the hand that is about to press it. */
const TOLERANCE_PX = 9;
/** So often in a row nothing is asked: an answer may lead to another question only after a part of the panel has been loaded. */
const IDLE_ROUNDS = 5;

export interface Watched {
  page: Page;
  /** Opens the screen; comes back as soon as its page is there. */
  open: () => Promise<void>;
  /** Where the panel is: the page, or a frame of it. */
  panel: () => Page | Frame;
  /** The address of whatever the panel asks, up to what differs. */
  api: string;
}

/**
 * Opens a screen whose answers come one at a time, in the order of their addresses, and tells which controls of the panel moved while
 * they came: whoever is about to press one would press another, or nothing.
 */
export async function movedControls({ page, open, panel, api }: Watched): Promise<string[]> {
  const held: Route[] = [];
  const isOurs = (url: URL) => decodeURIComponent(url.href).includes(api);
  const moved: string[] = [];
  await page.route(isOurs, (route) => void held.push(route));
  try {
    await open();
    await panel().evaluate(painted);
    await panel().evaluate(controlsThatMoved, TOLERANCE_PX);
    for (let idle = 0; idle < IDLE_ROUNDS;) {
      await panel().evaluate(painted);
      held.sort((one, other) => (one.request().url() < other.request().url() ? 1 : -1));
      const route = held.pop();
      if (route === undefined) {
        idle = (await panel().evaluate(isThere)) ? idle + 1 : 0;
        continue;
      }
      idle = 0;
      const asked = decodeURIComponent(route.request().url()).split(api)[1] ?? '';
      const answered = page.waitForEvent('requestfinished', (request) => request === route.request());
      await Promise.all([answered, route.fallback()]);
      await panel().evaluate(painted);
      moved.push(...(await panel().evaluate(controlsThatMoved, TOLERANCE_PX)).map((control) => `${control} after ${asked}`));
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
  return (
    document.querySelector('#handoff-panel :is(h1, h2, s-page)') !== null &&
    document.querySelector('#handoff-panel .handoff-loading') === null
  );
}

/** Runs in the page: the controls that are elsewhere than they were when this ran the time before. */
function controlsThatMoved(tolerance: number): string[] {
  const store = window as unknown as { stood?: Map<Element, DOMRect> };
  const stood = store.stood ?? new Map<Element, DOMRect>();
  const controls =
    'a, button, input, select, textarea, summary, s-button, s-link, s-clickable, s-checkbox, s-switch, s-text-field, s-select';
  const canPress = (control: Element) => !control.matches('[aria-disabled=true]') && !('disabled' in control && control.disabled === true);
  const stands = new Map(
    [...document.querySelectorAll(`#handoff-panel :is(${controls})`)].filter(canPress).map((control) => {
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
