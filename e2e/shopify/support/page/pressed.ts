import { make, setAll, text } from './make.ts';
import type { Parts, Values } from './parts.ts';

/** What stands in for Polaris' icons on buttons. */
const SIGNS: Record<string, string> = {
  undo: '↶',
  redo: '↷',
  delete: '✕',
  'arrow-up': '↑',
  'arrow-down': '↓',
  'menu-horizontal': '⋯',
};

/** A button; with an address, a link that looks like one. */
export function buttonParts(host: HTMLElement, shadow: ShadowRoot): Parts {
  const signs = [make('span', { 'aria-hidden': 'true' }), make('span', { 'aria-hidden': 'true' })];
  const button = make('button', { type: 'button' }, ...signs.slice(0, 1), make('slot'));
  const link = make('a', { class: 'button' }, ...signs.slice(1), make('slot'));
  let now: Values = {};
  button.addEventListener('click', (event) => {
    if (now['loading'] === true || now['disabled'] === true) return event.stopImmediatePropagation();
    const overlay = document.getElementById(text(now['commandFor']) ?? '');
    if (overlay !== null && 'toggleOverlay' in overlay) (overlay as unknown as { toggleOverlay: () => void }).toggleOverlay();
    const form = host.closest('form');
    if (now['type'] === 'submit' && form !== null) setTimeout(() => form.requestSubmit());
  });
  link.addEventListener('click', (event) => follow(host, link, event));
  return {
    render: (values) => {
      now = values;
      const href = text(values['href']);
      const shown = href === undefined ? button : link;
      if (shown.parentNode === null) {
        (shown === button ? link : button).remove();
        shadow.append(shown);
      }
      for (const sign of signs) sign.textContent = SIGNS[text(values['icon']) ?? ''] ?? '';
      const label = text(values['accessibilityLabel']);
      host.dataset['isborder'] = text(values['border']) ?? 'none';
      setAll(shown, { 'aria-label': label, 'data-variant': text(values['variant']), 'data-tone': text(values['tone']) });
      // As in Polaris: what cannot be pressed now stays in reach of the keyboard while it is at work.
      button.disabled = values['disabled'] === true;
      setAll(button, { 'aria-busy': values['loading'] === true ? 'true' : undefined });
      if (href !== undefined) setAll(link, { href, target: text(values['target']) });
    },
  };
}

export function linkParts(host: HTMLElement, shadow: ShadowRoot): Parts {
  const link = make('a', {}, make('slot'));
  shadow.append(link);
  link.addEventListener('click', (event) => follow(host, link, event));
  return {
    render: (values) =>
      setAll(link, { href: text(values['href']) ?? '#', target: text(values['target']), 'aria-label': text(values['accessibilityLabel']) }),
  };
}

/** App Bridge asks the app before the frame goes anywhere in it. */
function follow(host: HTMLElement, link: HTMLAnchorElement, event: MouseEvent): void {
  if (link.target === '_blank' || link.origin !== location.origin || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  host.dispatchEvent(new CustomEvent('shopify:navigate', { bubbles: true, composed: true, cancelable: true }));
}
