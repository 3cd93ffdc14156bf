import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { z } from 'zod';
import type { ShopStatus } from '../../../src/panel-api/resources.ts';

export type Status = z.infer<typeof ShopStatus>;

/** What every screen knows of the shop it runs in. */
export const StatusContext = createContext<Status | null>(null);

export function useStatus(): Status {
  const status = useContext(StatusContext);
  if (status === null) throw new Error('This screen is shown before the shop’s status is known.');
  return status;
}

/** The workspace the shop hands its events to; screens that use it are shown in a connected shop only. */
export function useLink(): NonNullable<Status['link']> {
  const { link } = useStatus();
  if (link === null) throw new Error('This screen is shown before the shop is connected.');
  return link;
}
