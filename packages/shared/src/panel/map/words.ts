import type { MapConflict, MapFinding, MapFlow, WorkspaceMap } from '../../api/map.ts';
import { fill, quoted, type Translate } from '../translate.ts';

/** What a kind of source is called. */
export function sourceKindWords(kind: string, t: Translate): string {
  const words: Record<string, string> = {
    wordpress: t('WordPress site'),
    shopify: t('Shopify shop'),
    stripe: t('Stripe account'),
    webhook: t('Webhook'),
  };
  return words[kind] ?? kind;
}

export function modeWords(mode: MapFlow['mode'], t: Translate): string {
  switch (mode) {
    case 'live':
      return t('Live');
    case 'watching':
      return t('Watching: sends nothing');
    case 'draft':
      return t('Draft: sends nothing');
  }
}

export function ownerWords(owner: string | null, t: Translate): string {
  return owner === null ? t('No owner') : fill(t('Owner: {owner}'), { owner });
}

/** Where a conflict is: "First name of a contact at HubSpot". */
export function conflictTitle({ label, record, connectionIds }: MapConflict, { connections }: WorkspaceMap, t: Translate): string {
  const names = connectionIds.map((id) => connections.find((connection) => connection.id === id)?.name ?? id);
  return fill(t('{field} ({record} at {connection})'), { field: label, record, connection: names.join(', ') });
}

/** What happens to the field, and what to do. */
export function conflictWords({ kind, writers }: MapConflict, t: Translate): string {
  const named = (which: (fixed: boolean) => boolean) =>
    listOf(
      writers.filter(({ fixed }) => which(fixed)).map(({ name }) => quoted(name, t)),
      t,
    );
  switch (kind) {
    case 'fixed':
      return fill(
        t(
          '{flows} each write a value of their own, so it changes back and forth. Decide which of them may set it, and take it out of the other.',
        ),
        { flows: named(() => true) },
      );
    case 'overwrites':
      return fill(t('{one} always writes its own value over what {other} takes from events. Decide which of them may set it.'), {
        one: named((fixed) => fixed),
        other: named((fixed) => !fixed),
      });
    case 'latest':
      return fill(t('{flows} take it from different places of their events. The latest event wins.'), { flows: named(() => true) });
  }
}

/** What is wrong, and what to do. */
export function findingWords({ kind, name }: MapFinding, t: Translate): string {
  const what = { name: quoted(name, t) };
  switch (kind) {
    case 'unowned_flow':
      return fill(t('Nobody owns the flow {name}: when it fails, nobody in particular hears of it. Give it an owner.'), what);
    case 'unowned_connection':
      return fill(t('Nobody owns the connection {name}: when its access ends, nobody in particular hears of it. Give it an owner.'), what);
    case 'unused_source':
      return fill(t('Nothing that {name} sends starts a flow. Its events are kept and go nowhere.'), what);
    case 'unused_connection':
      return fill(t('No flow sends to {name}. Remove it if you do not need it: access nobody uses is a risk.'), what);
    case 'never_starts':
      return fill(t('The flow {name} cannot start: all the sources it names are disconnected.'), what);
    case 'no_connection':
      return fill(t('The flow {name} sends to a connection that was removed. Choose another in its step.'), what);
  }
}

/** "A, B and C", in the person's language. */
export function listOf(parts: readonly string[], t: Translate): string {
  const [last, ...before] = parts.toReversed();
  if (last === undefined) return '';
  return before.length === 0 ? last : fill(t('{one} and {other}'), { one: before.toReversed().join(', '), other: last });
}
