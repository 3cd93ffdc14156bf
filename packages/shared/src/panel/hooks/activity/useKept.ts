import { useState } from 'react';

/** Outlives the screen, not the window: who comes back from an event's page finds the list as it was. */
const kept = new Map<string, unknown>();

export function useKept<Value>(name: string, initial: Value): [Value, (value: Value) => void] {
  const [value, setValue] = useState(() => (kept.has(name) ? (kept.get(name) as Value) : initial));
  const keep = (next: Value) => {
    kept.set(name, next);
    setValue(next);
  };
  return [value, keep];
}
