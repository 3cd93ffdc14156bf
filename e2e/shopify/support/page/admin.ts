// Runs in the fake admin: a menu, a save bar, toasts, and the app in a frame.
import { make } from './make.ts';
import type { ToAdmin } from './messages.ts';

const frame = document.querySelector('iframe') as HTMLIFrameElement;
const menu = document.querySelector('nav ul') as HTMLUListElement;
const bar = document.querySelector('#save-bar') as HTMLElement;
const toasts = document.querySelector('#toasts') as HTMLElement;
let shownBar: string | null = null;

addEventListener('message', (event: MessageEvent<ToAdmin & { id: number }>) => {
  if (event.source !== frame.contentWindow) return;
  void answer(event.data).then((found) => tell({ id: event.data.id, answer: found }));
});
for (const button of bar.querySelectorAll('button')) {
  button.addEventListener('click', () => tell({ name: 'pressed', bar: shownBar, save: button.id === 'save' }));
}

async function answer(message: ToAdmin): Promise<unknown> {
  switch (message.name) {
    case 'idToken':
      return (await fetch('/fake-admin/session-token')).text();
    case 'scopes':
      return (await fetch('/fake-admin/scopes', { method: 'POST', body: JSON.stringify(message.scopes) })).json();
    case 'toast':
      toasts.append(make('p', {}, message.text));
      return;
    case 'saveBar':
      shownBar = message.bar;
      bar.hidden = shownBar === null;
      return;
    case 'leave':
      return window.confirm('Leave page with unsaved changes?');
    case 'nav':
      menu.replaceChildren(...message.items.filter(({ home }) => !home).map(menuItem));
      return;
  }
}

function menuItem({ href, text }: { href: string; text: string }): HTMLElement {
  const link = make('a', { href }, text);
  link.addEventListener('click', (event) => {
    event.preventDefault();
    tell({ name: 'navigate', href });
  });
  return make('li', {}, link);
}

function tell(message: unknown): void {
  frame.contentWindow?.postMessage(message, '*');
}
