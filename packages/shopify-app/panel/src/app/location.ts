import { useLayoutEffect, useSyncExternalStore } from 'preact/compat';
import { BASE } from './root.ts';

/** How many screens have changes that are not saved. */
let unsaved = 0;
const listeners = new Set<() => void>();
let shown = fromAddress();

/**
 * Where one is in the panel. For wouter's Router. The address keeps Shopify's own parameters (host, shop, locale):
 * without them the page could not be loaded again.
 */
export function useGuardedLocation(): [string, typeof navigate] {
  return [useSyncExternalStore(subscribe, () => shown), navigate];
}

/** Goes to a place of the panel (`/flows`), unless the person would rather stay with what is not saved. */
export function navigate(to: string, { replace = false }: { replace?: boolean } = {}): void {
  if (to === shown) return;
  void whenMayLeave(() => {
    history[replace ? 'replaceState' : 'pushState'](null, '', addressOf(to));
    show();
  });
}

/** Shopify's admin asks before anything on this screen is lost. The save bar has to be up: `ui/SaveBar` calls this. */
export function useUnsaved(dirty: boolean): void {
  // Before any effect: a form that was just saved leaves in one, and Preact may run a form's before those of what it holds.
  useLayoutEffect(() => {
    if (!dirty) return;
    unsaved += 1;
    return () => void (unsaved -= 1);
  }, [dirty]);
}

/** Of what Shopify puts into the first address, what loading the page again needs; a session token is not among it. */
const KEPT = ['embedded', 'shop', 'host', 'locale'];

/** The address of a place in the panel, for links. */
export function addressOf(to: string): string {
  const given = new URLSearchParams(location.search);
  const kept = new URLSearchParams(KEPT.flatMap((name) => (given.has(name) ? [[name, given.get(name) ?? '']] : [])));
  return kept.size === 0 ? `${BASE}${to}` : `${BASE}${to}?${kept.toString()}`;
}

async function whenMayLeave(leave: () => void): Promise<void> {
  if (unsaved > 0) {
    // Shopify's own bar does the asking: it resolves when the person would leave.
    const stays = await shopify.saveBar.leaveConfirmation().then(
      () => false,
      () => true,
    );
    if (stays) return;
  }
  leave();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

function show(): void {
  shown = fromAddress();
  listeners.forEach((listener) => listener());
}

function fromAddress(): string {
  const path = location.pathname.startsWith(BASE) ? location.pathname.slice(BASE.length) : location.pathname;
  return path === '' ? '/' : path;
}

addEventListener('popstate', () => {
  const wanted = fromAddress();
  if (wanted === shown) return;
  if (unsaved === 0) return show();
  // Back to where the changes are, until the person has decided.
  history.pushState(null, '', addressOf(shown));
  navigate(wanted);
});

// What a link of Shopify's elements and of the admin's menu asks for, where the address is one of ours.
document.addEventListener('shopify:navigate', (event) => {
  const href = event.target instanceof Element ? event.target.getAttribute('href') : null;
  if (href === null) return;
  const { origin, pathname } = new URL(href, location.href);
  if (origin !== location.origin || !pathname.startsWith(`${BASE}/`)) return;
  event.preventDefault();
  navigate(pathname.slice(BASE.length));
});
