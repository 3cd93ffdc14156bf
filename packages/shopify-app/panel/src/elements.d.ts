import type { ComponentChildren } from 'preact';

// What App Bridge's types only describe for React. Polaris' own elements come from @shopify/polaris-types.
declare module 'preact' {
  namespace createElement.JSX {
    interface IntrinsicElements {
      's-app-nav': { children: ComponentChildren };
      'ui-save-bar': { id: string; discardConfirmation?: boolean; children: ComponentChildren };
    }
    interface ButtonHTMLAttributes {
      variant?: 'primary';
      loading?: '';
    }
  }
}
