import { runsFor } from '@handoff/shared/panel';
import { useServer, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { __ } from '../../app/i18n.ts';
import { useStatus } from '../../app/panel.tsx';

export interface SetUpStep {
  /** The part of its address after `/start`. */
  key: '' | 'destination' | 'flow' | 'test';
  title: string;
  done: boolean;
  /** Where it is done; null until the steps before it are. */
  href: string | null;
}

/** How far setting up has come, read off what is there. Undefined until the server has answered. */
export function useSetUp(): SetUpStep[] | undefined {
  const params = { workspaceId: useWorkspaceId() };
  const { sources, pairing } = useStatus();
  const connections = useServer('listConnections', { params });
  const flows = useServer('listFlows', { params });
  const health = useServer('workspaceHealth', { params });
  if (connections.data === undefined || flows.data === undefined || health.data === undefined) return undefined;
  const connection = connections.data.items.find(({ authorized }) => authorized);
  const flow = flows.data.items.find(({ published }) => published !== null && runsFor(published.spec, pairing?.sourceId ?? ''));
  return [
    {
      key: '',
      title: __('Choose what is captured', 'handoff'),
      done: sources.some(({ available, enabled }) => available && enabled),
      href: '/start',
    },
    { key: 'destination', title: __('Connect a destination', 'handoff'), done: connection !== undefined, href: '/start/destination' },
    {
      key: 'flow',
      title: __('Turn on a flow', 'handoff'),
      done: flow !== undefined,
      href: connection === undefined ? null : `/start/flow/${connection.id}`,
    },
    {
      key: 'test',
      title: __('Watch a test arrive', 'handoff'),
      done: health.data.lastSuccessAt !== null,
      href: flow === undefined ? null : `/start/test/${flow.id}`,
    },
  ];
}
