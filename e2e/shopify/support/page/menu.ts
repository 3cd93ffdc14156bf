import { make, setAll, text } from './make.ts';
import type { Parts } from './parts.ts';

/** A list of buttons under the one that opens it; gone after a choice, and with Escape. */
export function menuParts(host: HTMLElement, shadow: ShadowRoot): Parts {
  shadow.append(make('slot'));
  const show = (open: boolean | undefined) => host.classList.toggle('is-open', open);
  host.addEventListener('click', () => show(false));
  host.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') show(false);
  });
  return {
    overlay: (open) => void show(open),
    render: (values) => setAll(host, { role: 'group', 'aria-label': text(values['accessibilityLabel']) }),
  };
}
