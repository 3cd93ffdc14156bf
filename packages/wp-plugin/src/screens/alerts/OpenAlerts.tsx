import { useAlerts } from '@handoff/shared/panel/hooks';
import { __ } from '../../app/i18n.ts';
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
      <Section title={__('Open alerts', 'handoff')}>
        {open.length === 0 ? (
          <Empty title={__('Nothing is wrong.', 'handoff')}>
            <p>{__('When something needs a person, it stands here, and those who are to be told get a message.', 'handoff')}</p>
          </Empty>
        ) : (
          <ul className="handoff-alerts">
            {open.map((alert) => (
              <AlertItem key={alert.id} alert={alert} />
            ))}
          </ul>
        )}
      </Section>
      {past.length > 0 && (
        <Section title={__('Over', 'handoff')}>
          <ul className="handoff-alerts">
            {past.map((alert) => (
              <PastAlert key={alert.id} alert={alert} />
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
