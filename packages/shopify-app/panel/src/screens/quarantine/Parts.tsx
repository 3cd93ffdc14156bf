import { useKeptCounts } from '@handoff/shared/panel/hooks';
import { t } from '../../app/i18n.ts';
import { Tabs } from '../../ui/Tabs.tsx';

/** What was kept back, by why, with how many of each there are. */
export function Parts() {
  const counts = useKeptCounts();
  return (
    <Tabs
      label={t('Parts of the quarantine')}
      tabs={[
        { to: '/quarantine', label: t('Kept back'), count: counts.quarantine },
        { to: '/quarantine/review', label: t('Take a look'), count: counts.review },
        { to: '/quarantine/suppress', label: t('Not to be sent'), count: counts.suppress },
        { to: '/quarantine/duplicate', label: t('Duplicates'), count: counts.duplicate },
        { to: '/quarantine/same-person', label: t('Same person?') },
        { to: '/quarantine/quality', label: t('How well it works') },
        { to: '/quarantine/rules', label: t('Rules') },
      ]}
    />
  );
}
