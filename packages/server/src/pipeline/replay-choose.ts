import type { Transaction } from 'kysely';
import type { Schema } from '../store/schema.ts';
import { type CompiledFlow, flowVersions, liveFlows } from './flows.ts';
import { leftOutOf, type Messages } from './messaging.ts';
import type { Candidate } from './renew.ts';
import { isOpen, type Scene, type SceneEvent, type Sibling, wasToBeSent } from './replay-scene.ts';
import { type Skip, skip, type SkipCode } from './replay-skips.ts';

/** The version each delivery was made for, or the one that is published now. */
export type Version = 'pinned' | 'current';

export interface Chosen {
  candidates: Candidate[];
  skipped: Skip[];
}

/**
 * Finds, for each delivery to replay, the step to run: of the version it is pinned to, or of the published one. `messages` is
 * asked of the published one's steps for quiet events.
 */
export async function chooseSteps(
  trx: Transaction<Schema>,
  workspaceId: string,
  scene: Scene,
  olds: Sibling[],
  version: Version,
  messages: Messages,
): Promise<Chosen> {
  const flowOf = version === 'pinned' ? await pinnedFlows(trx, olds) : await publishedFlows(trx, workspaceId);
  const chosen: Chosen = { candidates: [], skipped: [] };
  for (const old of olds) {
    const event = scene.events.get(old.event_id);
    const choice =
      event === undefined || event.erased !== undefined
        ? 'event_gone'
        : (cannotReplay(scene, old) ?? stepFor(flowOf(old), event, old, version, messages));
    if (typeof choice === 'string') chosen.skipped.push(skip(old.id, choice));
    else chosen.candidates.push(choice);
  }
  return chosen;
}

function cannotReplay(scene: Scene, old: Sibling): SkipCode | undefined {
  if (isOpen(old)) return 'open';
  if (!wasToBeSent(old)) return 'not_sent';
  return scene.siblings.some((sibling) => sibling.replay_of === old.id) ? 'replayed' : undefined;
}

function stepFor(
  flow: CompiledFlow | undefined,
  event: SceneEvent,
  old: Sibling,
  version: Version,
  messages: Messages,
): Candidate | SkipCode {
  if (flow === undefined) return 'flow_gone';
  const step = flow.steps.find((candidate) => candidate.key === old.step_key);
  if (step === undefined) return 'step_gone';
  // Whether the pinned version is for this event was decided when the delivery was made.
  if (version === 'pinned') return { event, flow, step, old };
  const envelope = event.envelope();
  if (envelope === undefined) return 'event_unreadable';
  const runs = flow.matches(envelope, event.sourceId) && step.when(envelope) && !leftOutOf(envelope, messages)(step);
  return runs ? { event, flow, step, old } : 'no_match';
}

async function pinnedFlows(trx: Transaction<Schema>, olds: Sibling[]): Promise<(old: Sibling) => CompiledFlow | undefined> {
  if (olds.length === 0) return () => undefined;
  const versions = await flowVersions(
    trx,
    olds.map((old) => old.flow_version_id),
  );
  return (old) => versions.get(old.flow_version_id);
}

async function publishedFlows(trx: Transaction<Schema>, workspaceId: string): Promise<(old: Sibling) => CompiledFlow | undefined> {
  const flows = new Map((await liveFlows(trx, workspaceId)).filter((flow) => !flow.shadow).map((flow) => [flow.flowId, flow]));
  return (old) => flows.get(old.flow_id);
}
