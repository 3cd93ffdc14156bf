import type { Status } from './panel.tsx';

/** What is on this site to capture from. Forms that nobody has handed over yet are no find. */
export function foundOn(sources: Status['sources']): Status['sources'] {
  return sources.filter(({ slug, available, forms }) => available && (slug !== 'custom' || forms.length > 0));
}
