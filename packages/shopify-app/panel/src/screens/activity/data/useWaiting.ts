import type { Waiting } from '@handoff/shared/panel/hooks';
import { useMemo } from 'preact/hooks';
import { useShop } from '../../../app/queries.ts';
import { useStatus } from '../../../app/status.ts';
import { eventTypeOf } from './event-type.ts';
import type { WebhookRow } from './types.ts';

const LOOK_EVERY_MS = 10_000;
/** The screen of the webhooks has them all. */
const SHOWN = 10;
const NONE: readonly WebhookRow[] = [];

/** The webhooks that wait or failed in this app, latest first: known also while the companion is away. */
export function useWaiting(enabled: boolean): Waiting<WebhookRow> {
  const { waiting, failed } = useStatus();
  const total = waiting + failed;
  const isAsked = enabled && total > 0;
  const { data, error } = useShop('listInbox', { query: { limit: SHOWN } }, { enabled: isAsked, every: LOOK_EVERY_MS });
  const items = data?.items;
  const rows = useMemo(
    () => items?.map((webhook) => ({ id: webhook.id, type: eventTypeOf(webhook.topic), contact: null, webhook })),
    [items],
  );
  return { rows: !isAsked || (rows === undefined && error !== null) ? NONE : rows, total };
}
