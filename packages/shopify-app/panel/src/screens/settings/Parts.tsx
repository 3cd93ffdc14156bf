import { t } from '../../app/i18n.ts';
import { Tabs } from '../../ui/Tabs.tsx';

/** What is set, how fields are called, who may do what, who did what, and what is kept of people. */
export function Parts() {
  return (
    <Tabs
      label={t('Parts of the settings')}
      tabs={[
        { to: '/settings', label: t('Settings'), count: undefined },
        { to: '/names', label: t('Field names'), count: undefined },
        { to: '/permissions', label: t('Permissions'), count: undefined },
        { to: '/audit', label: t('Changes'), count: undefined },
        { to: '/privacy', label: t('Privacy'), count: undefined },
      ]}
    />
  );
}
