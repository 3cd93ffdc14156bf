import { dayOf } from '../day-of.ts';

/** Gives the person a file to keep, as a download of their browser. `name` may hold `{day}`, which becomes today's. */
export function saveFile(name: string, text: string, type: 'text/csv' | 'application/json' | 'image/svg+xml' | 'text/markdown'): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  link.download = name.replace('{day}', dayOf(new Date()));
  link.click();
  URL.revokeObjectURL(link.href);
}
