import { useEffect, useSyncExternalStore } from '@wordpress/element';
import { __ } from './i18n.ts';

/** What asks before a person leaves: each screen with unsaved changes. */
const guards = new Set<symbol>();
const listeners = new Set<() => void>();
let shown = fromAddress();
let moved = false;

/** Where one is in the panel, kept behind the `#` of the address. For wouter's Router. */
export function useGuardedLocation(): [string, typeof navigate] {
  return [useSyncExternalStore(subscribe, () => shown), navigate];
}
useGuardedLocation.hrefs = (href: string) => `#${href}`;

/** Asks before anything on this screen is lost: a link, the back button, a closed window. */
export function useUnsaved(dirty: boolean): void {
  useEffect(() => {
    if (!dirty) return;
    const guard = Symbol('unsaved');
    guards.add(guard);
    return () => void guards.delete(guard);
  }, [dirty]);
}

/** Whether the person went from one place of the panel to another since it was opened. */
export const hasMoved = () => moved;

function navigate(to: string, { replace = false }: { replace?: boolean } = {}): void {
  if (to === shown || !mayLeave()) return;
  history[replace ? 'replaceState' : 'pushState'](null, '', `#${to}`);
  show();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

function mayLeave(): boolean {
  // A browser's own question: it waits for the answer, which a dialog of ours could not before the back button.
  return guards.size === 0 || window.confirm(__('Your changes are not saved. Leave anyway?', 'handoff'));
}

function show(): void {
  shown = fromAddress();
  moved = true;
  listeners.forEach((listener) => listener());
}

function fromAddress(): string {
  return `/${location.hash.replace(/^#?\/?/, '')}`;
}

addEventListener('hashchange', () => {
  if (fromAddress() === shown) return;
  if (mayLeave()) show();
  else history.replaceState(null, '', `#${shown}`);
});

addEventListener('beforeunload', (event) => {
  if (guards.size > 0) event.preventDefault();
});
