import { randomBytes } from 'node:crypto';
import type { endpoints } from '@handoff/shared/api';
import { isKnownEventType, type Problem } from '@handoff/shared/event';
import type { FlowSpec } from '@handoff/shared/flow';
import type { z } from 'zod';
import { AppError } from '../../observe/app-error.ts';
import { newId } from '../../store/ids.ts';
import { waitForWorkspace } from '../../store/lock.ts';
import type { Db } from '../../store/schema.ts';
import { recordAudit } from '../audit/record.ts';
import { createConnection } from '../connection/create.ts';
import { removeConnection } from '../connection/remove.ts';
import { archiveFlow } from '../flow/archive.ts';
import { createFlow } from '../flow/create.ts';
import type { CallingParts } from '../flow/parts.ts';
import { publishFlow } from '../flow/publish.ts';
import { personOf, type Reach } from '../reach.ts';
import { messageMapping } from './message.ts';
import { unsubscribe } from './unsubscribe.ts';
import { openSubscriptions, type OpenSubscription } from './view.ts';

type Request = z.output<typeof endpoints.subscribe.body>;
type Answer = z.input<typeof endpoints.subscribe.answer>;

/**
 * Posts events of these types to an address from now on. A tool that asks again for the same, because it did not hear our answer,
 * gets the subscription it has.
 */
export async function subscribe(parts: CallingParts, reach: Reach, request: Request): Promise<Answer> {
  const { workspaceId, by } = reach;
  await checkRequest(parts, workspaceId, request);
  const known = await findSame(parts.store.db, workspaceId, request);
  if (known?.active === true) return { ...known, secret: null };

  const name = request.name ?? personOf(reach);
  const host = new URL(request.url).host;
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  const connection = await createConnection(parts, {
    workspaceId,
    destination: 'webhook',
    name: `${name} → ${host}`.slice(0, 200),
    slug: undefined,
    owner: undefined,
    settings: { url: request.url, secret },
    baseUrl: undefined,
    by,
  });
  let flowId: string | undefined;
  /** The one that counts of those asked for at the same moment. */
  let counts: { id: string; flowId: string } | undefined;
  const withdraw = async (): Promise<void> => {
    if (counts !== undefined && counts.flowId === flowId) return unsubscribe(parts, { workspaceId, subscriptionId: counts.id, by });
    if (flowId !== undefined) await archiveFlow(parts, workspaceId, by, flowId);
    await removeConnection(parts, { workspaceId, connectionId: connection.id, by });
  };
  let open: OpenSubscription | undefined;
  try {
    const flow = await createFlow(parts, workspaceId, by, {
      name: `Subscription of ${name}: ${request.types.join(', ')}`.slice(0, 200),
      spec: specOf(parts, request, connection.id),
    });
    flowId = flow.id;
    counts = await insert(parts, reach, { ...request, name, connectionId: connection.id, flowId });
    // Only the one that counts goes live: another would post the same until it is withdrawn.
    await publishFlow(parts, workspaceId, by, counts.flowId);
    const { id } = counts;
    open = (await openSubscriptions(parts.store.db, workspaceId)).find(({ view }) => view.id === id);
    if (open === undefined) throw new AppError('conflict', 'The subscription was ended while it was being made. Subscribe again.');
  } catch (error) {
    // Half a subscription would send without anybody able to end it.
    await withdraw();
    throw error;
  }
  if (open.view.flowId === flowId) return { ...open.view, secret };
  await withdraw();
  return { ...open.view, secret: null };
}

async function checkRequest(parts: CallingParts, workspaceId: string, { types, sourceId }: Request): Promise<void> {
  const problems: Problem[] = types.flatMap((type, index) =>
    isKnownEventType(type) ? [] : [{ path: `/types/${index}`, message: `Handoff knows no event "${type}".` }],
  );
  if (sourceId !== undefined) {
    const source = await parts.store.db
      .selectFrom('sources')
      .select('id')
      .where('id', '=', sourceId)
      .where('workspace_id', '=', workspaceId)
      .executeTakeFirst();
    if (source === undefined) problems.push({ path: '/sourceId', message: 'There is no such source in this workspace.' });
  }
  if (problems.length > 0) throw new AppError('invalid', problems.map(({ message }) => message).join(' '), { problems });
}

async function findSame(db: Db, workspaceId: string, { url, types, sourceId }: Pick<Request, 'url' | 'types' | 'sourceId'>) {
  const asked = types.toSorted().join();
  const same = (await openSubscriptions(db, workspaceId)).find(
    (open) => open.url === url && open.isWanted && open.view.sourceId === (sourceId ?? null) && open.view.types.toSorted().join() === asked,
  );
  return same?.view;
}

function specOf(parts: CallingParts, { types, sourceId }: Request, connection: string): FlowSpec {
  return {
    trigger: { types: [...new Set(types)], ...(sourceId === undefined ? {} : { sources: [sourceId] }) },
    steps: [{ key: 'send', connection, operation: 'send', mapping: messageMapping(parts.destinations) }],
  };
}

/** Answers the subscription that counts; where the same was asked for at the same moment, the one that was there first. */
async function insert(
  parts: CallingParts,
  { workspaceId, by }: Reach,
  made: Pick<Request, 'url' | 'types' | 'sourceId'> & { name: string; connectionId: string; flowId: string },
): Promise<{ id: string; flowId: string }> {
  const { name, types, sourceId, connectionId, flowId } = made;
  const id = newId('sub');
  const now = parts.clock.now();
  return parts.store.transaction(async (trx) => {
    await waitForWorkspace(trx, parts.store.engine, workspaceId);
    const same = await findSame(trx, workspaceId, made);
    if (same !== undefined) return same;
    await trx
      .insertInto('subscriptions')
      .values({
        id,
        workspace_id: workspaceId,
        name,
        types: JSON.stringify(types),
        source_id: sourceId ?? null,
        connection_id: connectionId,
        flow_id: flowId,
        created_by: by,
        created_at: now,
        ended_at: null,
      })
      .execute();
    await recordAudit(trx, {
      workspaceId,
      at: now,
      actor: by,
      action: 'subscription.created',
      entity: 'subscription',
      entityId: id,
      after: { name, types, sourceId: sourceId ?? null, connectionId, flowId },
    });
    return { id, flowId };
  });
}
