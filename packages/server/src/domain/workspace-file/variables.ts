import type { WorkspaceFile } from '@handoff/shared/api';

/** Names the variable that holds a secret. */
export type Variables = (kind: 'source' | 'connection', slug: string, key: string) => { env: string };

/** Names for the variables that hold secrets: `CONNECTION_HUBSPOT_ACCESS_TOKEN`, each given once. */
export function createVariables(): Variables {
  const taken = new Set<string>();
  return (kind, slug, key) => {
    const base = `${kind}-${slug}-${key.replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')}`.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_');
    let name = base;
    for (let number = 2; taken.has(name); number += 1) name = `${base}_${number}`;
    taken.add(name);
    return { env: name };
  };
}

/** The variables that a file names, which have to be set before it is applied. */
export function variablesIn({ sources, connections }: WorkspaceFile): string[] {
  const named = [
    ...Object.values(sources).flatMap(({ signingSecret, services }) => [
      signingSecret,
      services?.akismet?.key,
      services?.turnstile?.secret,
    ]),
    ...Object.values(connections).flatMap(({ secrets }) => Object.values(secrets)),
  ];
  return named.flatMap((reference) => (reference === undefined ? [] : [reference.env]));
}
