import { t } from '../../app/i18n.ts';
import { Tabs } from '../../ui/Tabs.tsx';

/** How things are, what is wrong, who hears of it, and how all hangs together. */
export function Parts() {
  return (
    <Tabs
      label={t('Parts of health')}
      tabs={[
        { to: '/health', label: t('Health') },
        { to: '/alerts', label: t('Alerts') },
        { to: '/alerts/channels', label: t('Who is told') },
        { to: '/map', label: t('Map') },
      ]}
    />
  );
}
