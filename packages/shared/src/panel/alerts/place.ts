import type { NeedPlace } from '../needs.ts';

/** Where an alert is dealt with: there, or where its flow is. Undefined where it can be looked at nowhere. */
export function alertPlace(alert: {
  kind: string;
  about: { kind: 'flow' | 'connection' | 'source' | 'workspace'; id: string };
}): NeedPlace | { screen: 'flow'; id: string } | undefined {
  if (alert.kind === 'dead_letter') return { screen: 'dead' };
  if (alert.kind === 'uncertain') return { screen: 'uncertain' };
  if (alert.kind === 'quarantine' || alert.kind === 'screener') return { screen: 'quarantine' };
  if (alert.about.kind === 'flow') return { screen: 'flow', id: alert.about.id };
  return alert.about.kind === 'connection' ? { screen: 'connection', id: alert.about.id } : undefined;
}
