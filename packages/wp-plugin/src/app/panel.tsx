import { createContext, useContext } from '@wordpress/element';
import type { z } from 'zod';
import type { SiteStatus } from '../site-api/resources.ts';

export type Status = z.infer<typeof SiteStatus>;

/** What every screen knows of the site it runs in. */
export const StatusContext = createContext<Status | null>(null);

/** The site around a screen; null in the operator's console, which shows the same screens without one. */
export const useOwnSite = (): Status | null => useContext(StatusContext);

export function useStatus(): Status {
  const status = useOwnSite();
  if (status === null) throw new Error('This screen is shown before the site’s status is known.');
  return status;
}

/** The workspace of the pairing; screens that use it are shown on a paired site only. */
export function useWorkspaceId(): string {
  const { pairing } = useStatus();
  if (pairing === null) throw new Error('This screen is shown before the site is paired.');
  return pairing.workspaceId;
}
