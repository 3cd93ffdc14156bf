import { make, text } from './make.ts';
import type { Parts } from './parts.ts';

/** A dialog over the page; Escape and the cross close it, and `hide` says so. */
export function modalParts(host: HTMLElement, shadow: ShadowRoot): Parts {
  const title = make('h2', { id: 'title' });
  const cross = make('button', { type: 'button', class: 'cross', 'aria-label': 'Close' }, '×');
  const dialog = make(
    'dialog',
    { 'aria-labelledby': 'title' },
    make('div', { class: 'head' }, title, cross),
    make('div', { class: 'content' }, make('slot')),
    make('div', { class: 'foot' }, make('slot', { name: 'secondary-actions' }), make('slot', { name: 'primary-action' })),
  );
  shadow.append(dialog);
  cross.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => {
    for (const name of ['hide', 'afterhide']) host.dispatchEvent(new Event(name));
  });
  return {
    render: (values) => void (title.textContent = text(values['heading']) ?? ''),
    overlay: (open = !dialog.open) => {
      if (open === dialog.open) return;
      if (!open) return dialog.close();
      dialog.showModal();
      for (const name of ['show', 'aftershow']) host.dispatchEvent(new Event(name));
    },
  };
}
