import { useServer, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { __ } from '@handoff/wp-plugin/app/i18n.ts';
import type { Step } from './Steps.tsx';

const LOOK_EVERY_MS = 3000;

/** How far a workspace has come, looked at often until it is set up. */
export function useSetUp() {
  const params = { workspaceId: useWorkspaceId() };
  const sources = useServer('listSources', { params }, { every: (last) => (last?.items.some(isLive) === true ? false : LOOK_EVERY_MS) });
  const isPaired = sources.data?.items.some(isLive);
  const events = useServer(
    'listEvents',
    { params, query: { limit: 1 } },
    { enabled: isPaired === true, every: (last) => (last !== undefined && last.items.length > 0 ? false : LOOK_EVERY_MS) },
  );
  const flows = useServer('listFlows', { params });
  const hasEvent = isPaired === false ? false : events.data === undefined ? undefined : events.data.items.length > 0;
  const hasFlow = flows.data?.items.some(({ published }) => published !== null);
  const error = sources.error ?? events.error ?? flows.error;
  const isKnown = isPaired !== undefined && hasEvent !== undefined && hasFlow !== undefined;
  return {
    steps: isKnown ? stepsOf({ isPaired, hasEvent, hasFlow }) : undefined,
    isDone: isKnown && isPaired && hasEvent && hasFlow,
    error: isKnown ? null : error,
    retry: () => void Promise.all([sources.refetch(), events.refetch(), flows.refetch()]),
  };
}

const isLive = ({ revokedAt }: { revokedAt: string | null }): boolean => revokedAt === null;

function stepsOf({ isPaired, hasEvent, hasFlow }: { isPaired: boolean; hasEvent: boolean; hasFlow: boolean }): Step[] {
  const list = [
    { key: 'workspace', title: __('Name the business', 'handoff'), done: true },
    { key: 'site', title: __('Connect its site', 'handoff'), done: isPaired },
    { key: 'event', title: __('See the first event arrive', 'handoff'), done: hasEvent },
    { key: 'flow', title: __('Say where events go', 'handoff'), done: hasFlow },
  ];
  const next = list.findIndex(({ done }) => !done);
  return list.map(({ key, title, done }, index) => ({ key, title, state: done ? 'done' : index === next ? 'current' : 'later' }));
}
