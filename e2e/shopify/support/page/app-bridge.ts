// Runs in the app's page in place of Shopify's App Bridge, and speaks with the fake admin around it.
import type { FromAdmin, ToAdmin } from './messages.ts';

const asked = new Map<number, (answer: unknown) => void>();
let count = 0;
const found = new URLSearchParams(location.search);
const known = Object.fromEntries(['host', 'shop', 'locale'].map((name) => [name, found.get(name) ?? '']));

function ask(message: ToAdmin): Promise<unknown> {
  count += 1;
  const id = count;
  return new Promise((resolve) => {
    asked.set(id, resolve);
    window.parent.postMessage({ id, ...message }, '*');
  });
}

addEventListener('message', (event: MessageEvent<FromAdmin>) => {
  if (event.source !== window.parent) return;
  const message = event.data;
  if ('id' in message) {
    asked.get(message.id)?.(message.answer);
    asked.delete(message.id);
    return;
  }
  if (message.name === 'pressed') {
    const bar = document.getElementById(message.bar);
    bar?.querySelector<HTMLButtonElement>(message.save ? 'button[variant=primary]' : 'button:not([variant])')?.click();
    return;
  }
  const link = [...document.querySelectorAll('s-app-nav a, s-app-nav s-link')].find((item) => item.getAttribute('href') === message.href);
  link?.dispatchEvent(new CustomEvent('shopify:navigate', { bubbles: true, composed: true, cancelable: true }));
});

const bars = new Set<string>();

const shopify = {
  config: { apiKey: document.querySelector<HTMLMetaElement>('meta[name="shopify-api-key"]')?.content ?? '', ...known },
  ready: Promise.resolve(),
  idToken: () => ask({ name: 'idToken' }),
  loading: () => undefined,
  toast: { show: (text: string) => void ask({ name: 'toast', text }) },
  scopes: { request: (scopes: string[]) => ask({ name: 'scopes', scopes }) },
  saveBar: {
    show: async (id: string) => {
      bars.add(id);
      await ask({ name: 'saveBar', bar: id });
    },
    hide: async (id: string) => {
      bars.delete(id);
      await ask({ name: 'saveBar', bar: [...bars].at(-1) ?? null });
    },
    leaveConfirmation: async () => {
      if (bars.size > 0 && (await ask({ name: 'leave' })) !== true) await new Promise(() => undefined);
    },
  },
};
Object.assign(window, { shopify });

class Hidden extends HTMLElement {
  connectedCallback(): void {
    this.hidden = true;
    this.style.display = 'none';
    if (this.localName === 's-app-nav') {
      new MutationObserver(() => tell(this)).observe(this, { childList: true, subtree: true, characterData: true });
      tell(this);
    }
  }
}
customElements.define('s-app-nav', class extends Hidden {});
customElements.define('ui-save-bar', class extends Hidden {});

/** Shows the app's menu in the admin's. */
function tell(nav: Element): void {
  const items = [...nav.querySelectorAll('[href]')].map((item) => ({
    href: item.getAttribute('href') ?? '',
    text: item.textContent ?? '',
    home: item.getAttribute('rel') === 'home',
  }));
  void ask({ name: 'nav', items });
}
