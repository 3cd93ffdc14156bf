import type { Store } from '../../store/store.ts';
import type { Reach } from '../reach.ts';
import { findSource } from '../source/find.ts';
import { isGenuine, readHistory, wasKept } from './history.ts';

const DAY_MS = 86_400_000;
/** Of a normal distribution, for 95 %. */
const Z = 1.96;

/** How well a source was screened, by what people did about it. */
export async function screeningQuality(
  parts: { store: Store; clock: { now: () => number } },
  reach: Reach,
  sourceId: string,
  days: number,
) {
  await findSource(parts.store.db, reach, sourceId);
  const past = await readHistory(parts.store, reach, sourceId, parts.clock.now() - days * DAY_MS);
  const kept = past.filter(wasKept);
  const through = past.filter((message) => !wasKept(message));
  const released = kept.filter(isGenuine).length;
  const names = new Set(kept.flatMap(({ reasons }) => reasons.filter(({ weight }) => weight > 0).map(({ rule }) => rule)));
  const rules = [...names].map((rule) => {
    const spoke = kept.filter(({ reasons }) => reasons.some((reason) => reason.rule === rule && reason.weight > 0));
    return { rule, kept: spoke.length, released: spoke.filter(isGenuine).length };
  });
  return {
    messages: past.length,
    kept: kept.length,
    flagged: past.filter(({ verdict }) => verdict === 'review').length,
    released,
    confirmed: kept.filter(({ marked }) => marked === 'spam').length,
    missed: through.filter(({ marked }) => marked === 'spam').length,
    precision: kept.length === 0 ? null : wilson(kept.length - released, kept.length),
    rules: rules.toSorted((a, b) => b.released - a.released || b.kept - a.kept),
  };
}

/** A share with its 95 % Wilson interval. */
function wilson(hits: number, total: number): { value: number; low: number; high: number } {
  const value = hits / total;
  const spread = (Z * Math.sqrt((value * (1 - value)) / total + Z ** 2 / (4 * total ** 2))) / (1 + Z ** 2 / total);
  const middle = (value + Z ** 2 / (2 * total)) / (1 + Z ** 2 / total);
  return { value, low: Math.max(0, middle - spread), high: Math.min(1, middle + spread) };
}
