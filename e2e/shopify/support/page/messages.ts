/** What the app's page tells the admin around it, and what it hears. */
export type ToAdmin =
  | { name: 'idToken' }
  | { name: 'toast'; text: string }
  | { name: 'scopes'; scopes: string[] }
  | { name: 'saveBar'; bar: string | null }
  | { name: 'leave' }
  | { name: 'nav'; items: { href: string; text: string; home: boolean }[] };

export type FromAdmin =
  | { id: number; answer: unknown }
  | { name: 'pressed'; bar: string; save: boolean }
  | { name: 'navigate'; href: string };
