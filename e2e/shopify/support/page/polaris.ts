// Runs in the page in place of Shopify's Polaris. Plain elements that behave as far as their manifest says: properties,
// attributes, slots, events. They look roughly like the real ones; how those look cannot be seen without Shopify's CDN.
import type { PolarisElement } from '../elements.ts';
import { looks } from './looks.ts';
import { partsOf } from './parts.ts';

declare const ELEMENTS: PolarisElement[];

/** What hands the keyboard on to the control within. */
const FOCUSED = new Set(
  ELEMENTS.map(({ tag }) => tag).filter((tag) => /-(field|area|button|link|select|checkbox|switch|list|clickable)$/.test(tag)),
);

for (const definition of ELEMENTS) define(definition);

function define({ tag, props, attributes, slots }: PolarisElement): void {
  class Stub extends HTMLElement {
    static readonly observedAttributes = Object.keys(attributes);
    // Private, so that no name is a property's: `values` is one of a list of choices.
    readonly #held: Record<string, unknown> = {};
    readonly #shadow = this.attachShadow({ mode: 'open', delegatesFocus: FOCUSED.has(tag) });
    readonly #parts = partsOf(tag, this, this.#shadow, slots);

    constructor() {
      super();
      const style = document.createElement('style');
      style.textContent = looks(tag);
      this.#shadow.prepend(style);
    }

    connectedCallback(): void {
      this.#parts.connected?.();
      this.#parts.render(this.#held);
    }

    attributeChangedCallback(name: string, _before: string | null, value: string | null): void {
      const prop = attributes[name] ?? name;
      const isBoolean = props.find((known) => known.name === prop)?.boolean === true;
      this.#held[prop] = isBoolean ? value !== null && value !== 'false' : (value ?? undefined);
      this.#parts.render(this.#held);
    }

    static write(stub: Stub, name: string, value: unknown): void {
      stub.#held[name] = value;
      stub.#parts.render(stub.#held);
    }

    static read(stub: Stub, name: string, isBoolean: boolean): unknown {
      return stub.#parts.read?.(name) ?? stub.#held[name] ?? (isBoolean ? false : '');
    }

    showOverlay(): void {
      this.#parts.overlay?.(true);
    }

    hideOverlay(): void {
      this.#parts.overlay?.(false);
    }

    toggleOverlay(): void {
      this.#parts.overlay?.(undefined);
    }
  }
  for (const { name, boolean } of props) {
    Object.defineProperty(Stub.prototype, name, {
      configurable: true,
      get(this: Stub) {
        return Stub.read(this, name, boolean);
      },
      set(this: Stub, value: unknown) {
        Stub.write(this, name, value);
      },
    });
  }
  customElements.define(tag, Stub);
}
