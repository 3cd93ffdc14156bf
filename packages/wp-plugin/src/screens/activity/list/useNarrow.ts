import { useSyncExternalStore } from '@wordpress/element';

/** Where wp-admin itself changes to its layout for phones. */
const narrow = window.matchMedia('(max-width: 782px)');

export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => narrow.matches);
}

function subscribe(listener: () => void): () => void {
  narrow.addEventListener('change', listener);
  return () => narrow.removeEventListener('change', listener);
}
