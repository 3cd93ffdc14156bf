import { useState } from 'react';
import type { Connection, Destination } from '../answers.ts';

/** What the form for a new account of a system begins with: one that was begun and never signed in to is gone on with. */
export function useNewAccount(
  destination: Destination,
  connections: readonly Connection[],
): { begun: Connection | undefined; name: string } {
  // As it was when the form opened: what the form itself saves changes the list.
  const [begun] = useState(() => connections.find(({ destination: type, authorized }) => type === destination.type && !authorized));
  const [name] = useState(() => freeName(destination.title, connections));
  return { begun, name };
}

function freeName(title: string, connections: readonly Connection[]): string {
  const taken = new Set(connections.map(({ name }) => name));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? title : `${title} ${number}`;
    if (!taken.has(name)) return name;
  }
}
