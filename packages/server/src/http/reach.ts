import type { Reach } from '../domain/reach.ts';
import type { Actor } from './actor.ts';

/** A site's panel reaches its own source's events; an operator all of the workspace. */
export function reachOf(call: { actor: Actor; params: { workspaceId: string } }): Reach {
  const { actor, params } = call;
  return { workspaceId: params.workspaceId, sourceId: actor.kind === 'panel' ? actor.sourceId : undefined, by: actor.name };
}
