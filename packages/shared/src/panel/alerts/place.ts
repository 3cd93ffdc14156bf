/** Where something is dealt with; each panel knows its own addresses. */
export type HealthPlace =
  | { screen: 'flow'; id: string }
  | { screen: 'connection'; id: string }
  /** `source`: whose rules they are, where the host stands above several and shows those of one at a time. */
  | { screen: 'services'; source?: string }
  | { screen: 'dead' | 'uncertain' | 'quarantine' };

interface About {
  kind: 'flow' | 'connection' | 'source' | 'workspace';
  id: string;
}

/**
 * Where an alert is dealt with: by its kind, or where its flow or connection is. Undefined where it can be looked at nowhere here.
 *
 * @param here The host's own source; undefined in the console, which shows the rules of each.
 */
export function alertPlace({ kind, about }: { kind: string; about: About }, here: string | undefined): HealthPlace | undefined {
  switch (kind) {
    case 'dead_letter':
      return { screen: 'dead' };
    case 'uncertain':
    case 'quarantine':
      return { screen: kind };
    case 'screener':
      return servicesOf(about, here);
    default:
      return about.kind === 'flow' || about.kind === 'connection' ? { screen: about.kind, id: about.id } : undefined;
  }
}

/** A key entered in the rules of another site or shop would be kept for that one. */
function servicesOf(about: About, here: string | undefined): HealthPlace | undefined {
  if (about.kind !== 'source') return undefined;
  if (here === undefined) return { screen: 'services', source: about.id };
  return about.id === here ? { screen: 'services' } : undefined;
}
