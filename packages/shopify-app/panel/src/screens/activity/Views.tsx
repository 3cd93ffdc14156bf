import { useServer, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { useLocation } from 'wouter';
import { t } from '../../app/i18n.ts';
import { useStatus } from '../../app/status.ts';
import { Tabs } from '../../ui/Tabs.tsx';

/** The list as a whole, and what of it needs a person. Those that are empty are left out, unless one is on them; the first keeps their place, so that nothing jumps. */
export function Views() {
  const [path] = useLocation();
  const { failed } = useStatus();
  const health = useServer('workspaceHealth', { params: { workspaceId: useWorkspaceId() } });
  const { deliveries, events } = health.data ?? {};
  const views = [
    { to: '/activity', label: t('All'), count: undefined },
    { to: '/activity/dead', label: t('Failed'), count: deliveries?.dead ?? 0 },
    { to: '/activity/uncertain', label: t('Not known whether arrived'), count: deliveries?.uncertain ?? 0 },
    { to: '/activity/parked', label: t('Of an unknown kind'), count: events?.parked ?? 0 },
    { to: '/webhooks', label: t('Webhooks that could not be read'), count: failed },
  ].filter(({ to, count }) => count === undefined || count > 0 || to === path);
  return <Tabs label={t('Parts of the activity')} tabs={views} />;
}
