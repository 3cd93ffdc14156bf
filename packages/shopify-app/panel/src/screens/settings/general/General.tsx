import { t } from '../../../app/i18n.ts';
import { useShop } from '../../../app/queries.ts';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { Section } from '../../../ui/Section.tsx';
import { GeneralForm } from './GeneralForm.tsx';

/** What is captured, and how often the shop is compared. */
export function General() {
  const settings = useShop('getSettings', {});
  return (
    <Section title={t('What is captured')}>
      {settings.error !== null && <ErrorNotice error={settings.error} retry={() => void settings.refetch()} />}
      {settings.isPending && <Loading lines={9} />}
      {settings.data !== undefined && <GeneralForm settings={settings.data} />}
    </Section>
  );
}
