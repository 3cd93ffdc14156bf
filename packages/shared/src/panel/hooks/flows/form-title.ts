import type { HostForm } from '../host.ts';

/** A form's title by its id. Two plugins may give the same id; then both are meant. */
export function formTitle(forms: readonly HostForm[], id: string): string | undefined {
  const titles = forms.filter((form) => form.id === id).map(({ title }) => title);
  return titles.length === 0 ? undefined : titles.join(' / ');
}
