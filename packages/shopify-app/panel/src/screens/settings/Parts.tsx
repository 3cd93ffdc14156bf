import { t } from '../../app/i18n.ts';
import { Tabs } from '../../ui/Tabs.tsx';

/** What is set, how fields are called, who may do what, who did what, and what is kept of people. */
export function Parts() {
  return (
    <Tabs
      label={t('Parts of the settings')}
      tabs={[
        { to: '/settings', label: t('Settings') },
        { to: '/names', label: t('Field names') },
        { to: '/permissions', label: t('Permissions') },
        { to: '/audit', label: t('Changes') },
        { to: '/privacy', label: t('Privacy') },
      ]}
    />
  );
}
