import { useRetention } from '@handoff/shared/panel/hooks';
import { t } from '../../../app/i18n.ts';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { Section } from '../../../ui/Section.tsx';
import { KeepingForm } from './KeepingForm.tsx';
import { LastRun } from './LastRun.tsx';

/** For how long each kind of data is kept, and what went last. */
export function Keeping() {
  const { retention, error, retry } = useRetention();
  return (
    <Section title={t('For how long data are kept')}>
      {error !== null && <ErrorNotice error={error} retry={retry} />}
      {retention === undefined && error === null && <Loading lines={10} />}
      {retention !== undefined && (
        <>
          <LastRun retention={retention} />
          <KeepingForm retention={retention} />
        </>
      )}
    </Section>
  );
}
