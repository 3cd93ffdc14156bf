import { adminClient } from '../admin/client.ts';
import { receiveTrigger } from '../admin/operations/flow.ts';
import type { Parts } from '../parts.ts';

/** Shopify takes 50 KB of a trigger; no field of ours needs more than this. */
const LONGEST = 4000;

/**
 * Starts the workflows of a shop that begin with one of the app's triggers. A shop without any takes it in silence.
 * @param handle Of `extensions/<handle>/shopify.extension.toml`; `fields` are its keys.
 * @throws AdminError
 */
export async function startWorkflows(parts: Parts, shop: string, handle: string, fields: Record<string, string>): Promise<void> {
  const payload = Object.fromEntries(Object.entries(fields).map(([name, text]) => [name, text.slice(0, LONGEST)]));
  const { flowTriggerReceive: answer } = await adminClient(parts, shop).query(receiveTrigger, { handle, payload });
  const errors = answer?.userErrors.map(({ message }) => message) ?? [];
  if (errors.length > 0) parts.ports.logger.warn({ shop, handle, errors }, 'Shopify Flow did not take a trigger');
}
