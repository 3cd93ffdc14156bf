import { createContext, useContext } from 'react';
import type { Client } from '../../api/client.ts';
import type { Defaults } from '../mapping-editor/put-field.ts';
import type { KnownForm } from '../mapping-editor/made-up.ts';
import type { Translate } from '../translate.ts';

/** A form of the host, with the name of what it belongs to: a forms plugin, a block of the theme. */
export interface HostForm extends KnownForm {
  pluginTitle: string;
}

/**
 * What the screens need from where they are shown: WordPress' admin, Shopify's, or the console. Members that hooks depend on (`server`,
 * `t`, `forms`, `types`, `defaults`) stay the same objects between renders as long as they mean the same.
 */
export interface PanelHost {
  /** The server's API, called on behalf of the person who is signed in. */
  server: Client;
  t: Translate;
  workspaceId: string;
  /** What this site or shop is at the server; undefined in the operator's console, which stands above all of a workspace. */
  sourceId: string | undefined;
  /** `email` is empty where it is not known; `canManage`: may change things, not only look. */
  person: { name: string; email: string; canManage: boolean };
  /** Whether people sign in to the server itself here, as in the console: then members, tokens and other sites are theirs to manage. */
  signsIn?: { email: string; isOwner: boolean };
  /** The event types this host can tell of. */
  types: readonly string[];
  /** The one that starts a new flow until somebody chooses. */
  usualType: string;
  /** Its forms, those that are switched off too: a flow may name them. */
  forms: readonly HostForm[];
  /** The person’s language, as browsers take it: `de-AT`. */
  locale: string;
  /** What its owner would choose anyway, such as the country of phone numbers without a country code. */
  defaults: Defaults;
  /** A hook: asks before a person leaves while something is unsaved. */
  useUnsaved: (isUnsaved: boolean) => void;
}

export const PanelHostContext = createContext<PanelHost | null>(null);

export function usePanelHost(): PanelHost {
  const host = useContext(PanelHostContext);
  if (host === null) throw new Error('This screen is shown outside of a panel that belongs to a workspace.');
  return host;
}

export const useWorkspaceId = (): string => usePanelHost().workspaceId;

/** The host's own source; screens that use it are shown where there is one, or where the person has chosen one. */
export function useSourceId(): string {
  const { sourceId } = usePanelHost();
  if (sourceId === undefined) throw new Error('This screen is shown before it is known which site or shop it is about.');
  return sourceId;
}
