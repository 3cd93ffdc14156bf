// Runs in the page in place of Shopify's Polaris. Plain elements that behave as far as their manifest says: properties,
// attributes, slots, events. They look roughly like the real ones; how those look cannot be seen without Shopify's CDN.
import type { PolarisElement } from '../elements.ts';
import { looks } from './looks.ts';
import { partsOf } from './parts.ts';

declare const ELEMENTS: PolarisElement[];

for (const definition of ELEMENTS) define(definition);

function define({ tag, props, attributes, slots }: PolarisElement): void {
  class Stub extends HTMLElement {
    static readonly observedAttributes = Object.keys(attributes);
    readonly values: Record<string, unknown> = {};
    private readonly shadow = this.attachShadow({ mode: 'open', delegatesFocus: true });
    private readonly parts = partsOf(tag, this, this.shadow, slots);

    constructor() {
      super();
      const style = document.createElement('style');
      style.textContent = looks(tag);
      this.shadow.prepend(style);
    }

    connectedCallback(): void {
      this.parts.connected?.();
      this.parts.render(this.values);
    }

    attributeChangedCallback(name: string, _before: string | null, value: string | null): void {
      const prop = attributes[name] ?? name;
      const isBoolean = props.find((known) => known.name === prop)?.boolean === true;
      this.values[prop] = isBoolean ? value !== null && value !== 'false' : (value ?? undefined);
      this.parts.render(this.values);
    }

    set(name: string, value: unknown): void {
      this.values[name] = value;
      this.parts.render(this.values);
    }

    get(name: string): unknown {
      const prop = props.find((known) => known.name === name);
      return this.parts.read?.(name) ?? this.values[name] ?? (prop?.boolean === true ? false : '');
    }

    showOverlay(): void {
      this.parts.overlay?.(true);
    }

    hideOverlay(): void {
      this.parts.overlay?.(false);
    }
  }
  for (const { name } of props) {
    Object.defineProperty(Stub.prototype, name, {
      configurable: true,
      get(this: Stub) {
        return this.get(name);
      },
      set(this: Stub, value: unknown) {
        this.set(name, value);
      },
    });
  }
  customElements.define(tag, Stub);
}
