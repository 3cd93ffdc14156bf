import type { z } from 'zod';
import type { Parts } from '../parts.ts';
import type { ActionRun, PauseDestination } from './action.ts';
import { companionClient } from './companion-client.ts';
import { findDestination } from './find-destination.ts';
import { requireWorkspace } from './workspace.ts';

/**
 * Shopify Flow's "Pause destination": holds a connection until a person resumes it in Handoff. Pausing what a person paused already
 * changes nothing.
 * @throws ShopError, ApiError, CompanionError
 */
export async function pauseDestination(parts: Parts, { shop, properties }: ActionRun<z.infer<typeof PauseDestination>>): Promise<void> {
  const workspaceId = await requireWorkspace(parts, shop);
  const client = companionClient(parts, shop);
  const { id: connectionId, hold } = await findDestination(client, workspaceId, properties.destination);
  if (hold?.kind === 'person') return;
  const reason = `Paused by Shopify Flow${properties.reason === undefined ? '.' : `: ${properties.reason}`}`;
  await client('holdConnection', { params: { workspaceId, connectionId }, body: { reason } });
}
