import { SPAM_RULES } from '../../screening/registry.ts';
import { SourceSettings } from '../../sources/settings.ts';
import type { Store } from '../../store/store.ts';
import type { Reach } from '../reach.ts';
import { findSource } from '../source/find.ts';
import { learnedView } from './learned.ts';
import type { Learner } from './learner.ts';

/** How a source is screened. */
export async function getScreening(parts: { store: Store; learner: Learner }, reach: Reach, sourceId: string) {
  const source = await findSource(parts.store.db, reach, sourceId);
  const { observe, thresholds } = SourceSettings.parse(JSON.parse(source.settings)).screening;
  const taught = await parts.learner.upToDate(reach.workspaceId, sourceId);
  const { learned } = await learnedView(parts.store.db, reach.workspaceId, sourceId, taught);
  return { observe, thresholds, learned, rules: SPAM_RULES.map(({ name, title }) => ({ rule: name, title })) };
}
