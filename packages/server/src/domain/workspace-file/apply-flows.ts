import type { WorkspaceFile } from '@handoff/shared/api';
import type { Problem } from '@handoff/shared/event';
import type { FlowSpec } from '@handoff/shared/flow';
import { checkFit } from '../flow/check-fit.ts';
import { createFlow } from '../flow/create.ts';
import { findFlowBySlug, type FoundFlow, type VersionRow } from '../flow/find.ts';
import { publishFlow } from '../flow/publish.ts';
import { saveDraft } from '../flow/save-draft.ts';
import { shadowFlow } from '../flow/shadow.ts';
import { updateFlow } from '../flow/update.ts';
import { sameSpec } from '../flow/versions.ts';
import { specOf } from '../flow/view.ts';
import { type Applying, type Change, attempt, keepsOwner, refuse } from './applying.ts';
import { connectedOnly, readSlugs, renameIn, type Slugs } from './slugs.ts';

type WantedFlow = WorkspaceFile['flows'][string];

/** A saved draft that shall run on live events: done after the transaction, because it may ask the destination. */
export interface Promotion {
  slug: string;
  flowId: string;
  to: 'shadow' | 'published';
  change: Change;
}

/** Saves every flow's draft and answers with those that shall go live. Nothing live changes here. */
export async function saveFlows(run: Applying): Promise<Promotion[]> {
  const slugs = await readSlugs(run.parts.store.db, run.workspaceId);
  const promotions: Promotion[] = [];
  for (const [slug, wanted] of Object.entries(run.file.flows)) {
    const spec = specWithIds(run, slug, wanted.spec, slugs);
    if (spec === undefined) continue;
    const promotion = await attempt(run, `/flows/${slug}`, () => saveFlow(run, slug, wanted, spec, slugs));
    if (promotion !== undefined) promotions.push(promotion);
  }
  return promotions;
}

/** Undefined where nothing shall go live, or the flow was refused. */
async function saveFlow(run: Applying, slug: string, wanted: WantedFlow, spec: FlowSpec, slugs: Slugs): Promise<Promotion | undefined> {
  const { parts, workspaceId, by } = run;
  const flow = await findFlowBySlug(parts.store.db, workspaceId, slug);
  const change: Change = { entry: `flow ${slug}`, action: 'unchanged', details: [] };
  if (flow !== undefined) await rename(run, flow, wanted, change);

  const mismatch = flow === undefined || !isAsWanted(run, flow, wanted, spec, slugs);
  const flowId =
    flow?.row.id ??
    (
      await attempt(run, `/flows/${slug}/spec`, () =>
        createFlow(parts, workspaceId, by, { name: wanted.name, slug, owner: wanted.owner, spec }),
      )
    )?.id;
  if (flowId === undefined) return undefined;
  if (flow === undefined) change.action = 'created';
  run.changes.push(change);
  if (!mismatch) return undefined;

  if (flow !== undefined) {
    const saved = await attempt(run, `/flows/${slug}/spec`, () => saveDraft(parts, workspaceId, by, flowId, { spec }));
    if (saved === undefined) return undefined;
    change.action = 'updated';
    change.details.push(wanted.state);
  }
  if (wanted.state === 'draft') return undefined;
  const problems = await checkFit(withoutCalls(parts), workspaceId, spec);
  if (problems.length > 0)
    refuse(
      run,
      `/flows/${slug}`,
      problems.map(({ path, message }) => ({ path: `/flows/${slug}/spec${path}`, message })),
    );
  return { slug, flowId, to: wanted.state, change };
}

/** Lets a saved flow go live; what its destination says against it is a problem of the file. */
export async function promote(run: Applying, { slug, flowId, to, change }: Promotion): Promise<void> {
  const { parts, workspaceId, by } = run;
  const done = await attempt(run, `/flows/${slug}/spec`, () =>
    (to === 'published' ? publishFlow : shadowFlow)(parts, workspaceId, by, flowId),
  );
  if (done === undefined) change.details = ['saved as a draft'];
}

async function rename(run: Applying, flow: FoundFlow, wanted: WantedFlow, change: Change): Promise<void> {
  const details = [
    ...(flow.row.name === wanted.name ? [] : ['name']),
    ...((await keepsOwner(run, flow.row.owner, wanted.owner)) ? [] : ['owner']),
  ];
  if (details.length === 0) return;
  await updateFlow(run.parts, run.workspaceId, run.by, flow.row.id, { name: wanted.name, owner: wanted.owner });
  change.action = 'updated';
  change.details.push(...details);
}

/**
 * Whether the version the file asks for is there already, in the state it asks for. A file that was exported does not name the
 * sources that were disconnected; a version that does is the same all the same.
 */
function isAsWanted(run: Applying, flow: FoundFlow, wanted: WantedFlow, spec: FlowSpec, { disconnected }: Slugs): boolean {
  const text = JSON.stringify(spec);
  const says = (version: VersionRow | undefined) =>
    version !== undefined &&
    (sameSpec(version.spec, text) || sameSpec(JSON.stringify(connectedOnly(specOf(version), disconnected) ?? null), text));
  if (says(flow.published)) {
    if (wanted.state !== 'published')
      run.notes.push(
        `The flow “${flow.row.name}” (${flow.row.slug}) is live as it stands in the file, and stays live. To end it, archive it in a panel.`,
      );
    return true;
  }
  if (wanted.state === 'published') return false;
  return wanted.state === 'shadow' ? says(flow.shadow) : says(flow.draft ?? flow.shadow);
}

/** The spec with ids for short names. Undefined where that is not possible: refused, or waiting for a site to be paired. */
function specWithIds(run: Applying, slug: string, spec: FlowSpec, slugs: Slugs): FlowSpec | undefined {
  const at = `/flows/${slug}`;
  const named = spec.trigger.sources ?? [];
  const problems: Problem[] = [
    ...named.flatMap((name, index) =>
      slugs.sources.has(name) || Object.hasOwn(run.file.sources, name)
        ? []
        : [
            {
              path: `${at}/spec/trigger/sources/${index}`,
              message: `There is no source "${name}", neither in the file nor in the workspace.`,
            },
          ],
    ),
    ...spec.steps.flatMap(({ connection }, index) =>
      slugs.connections.has(connection) || Object.hasOwn(run.file.connections, connection)
        ? []
        : [
            {
              path: `${at}/spec/steps/${index}/connection`,
              message: `There is no connection "${connection}", neither in the file nor in the workspace.`,
            },
          ],
    ),
  ];
  if (problems.length > 0) {
    refuse(run, at, problems);
    return undefined;
  }
  const needs = [...named.map((name) => `/sources/${name}`), ...spec.steps.map(({ connection }) => `/connections/${connection}`)];
  if (needs.some((entry) => run.refused.has(entry))) return undefined;
  const unpaired = named.filter((name) => !slugs.sources.has(name));
  if (unpaired.length > 0) {
    run.changes.push({ entry: `flow ${slug}`, action: 'waiting', details: [] });
    run.notes.push(
      `The flow “${slug}” waits for ${unpaired.map((name) => `"${name}"`).join(', ')} to be paired. Apply the file again then.`,
    );
    return undefined;
  }
  return renameIn(spec, { source: (name) => slugs.sources.get(name), connection: (name) => slugs.connections.get(name) });
}

/** Inside the transaction no destination is called: a spec is held against what its operations declare. */
function withoutCalls(parts: Applying['parts']): Applying['parts'] {
  const destinations = Object.entries(parts.destinations).map(([type, definition]) => {
    const operations = Object.entries(definition.operations).map(([name, operation]) => {
      const { listFields: _, ...silent } = operation;
      return [name, silent] as const;
    });
    return [type, { ...definition, operations: Object.fromEntries(operations) }] as const;
  });
  return { ...parts, destinations: Object.fromEntries(destinations) };
}
