import { useAlerts } from '@handoff/shared/panel/hooks';
import { t } from '../../app/i18n.ts';
import { Empty } from '../../ui/Empty.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Section } from '../../ui/Section.tsx';
import { AlertItem } from './AlertItem.tsx';
import { PastAlert } from './PastAlert.tsx';

/** What is open, what is worst first, and what is over. */
export function OpenAlerts() {
  const { open, past, error, retry } = useAlerts();
  if (open === undefined || past === undefined) return error === null ? <Loading lines={8} /> : <ErrorNotice error={error} retry={retry} />;
  return (
    <>
      {error !== null && <ErrorNotice error={error} retry={retry} />}
      <Section title={t('Open alerts')}>
        {open.length === 0 ? (
          <Empty title={t('Nothing is wrong.')}>
            <s-paragraph>{t('When something needs a person, it stands here, and those who are to be told get a message.')}</s-paragraph>
          </Empty>
        ) : (
          <ul class="handoff-rows handoff-alerts">
            {open.map((alert) => (
              <AlertItem key={alert.id} alert={alert} />
            ))}
          </ul>
        )}
      </Section>
      {past.length > 0 && (
        <Section title={t('Alerts that are over')}>
          <ul class="handoff-rows handoff-alerts">
            {past.map((alert) => (
              <PastAlert key={alert.id} alert={alert} />
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
