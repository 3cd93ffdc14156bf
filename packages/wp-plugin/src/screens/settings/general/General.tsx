import { __ } from '../../../app/i18n.ts';
import { useStatus } from '../../../app/panel.tsx';
import { useSite } from '../../../app/queries.ts';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { GeneralForm } from './GeneralForm.tsx';

/** The plugin's own settings, for those who may change them. */
export function General() {
  const { canManage } = useStatus().person;
  const { data, error, refetch } = useSite('getSettings', {}, { enabled: canManage });
  if (!canManage) return <p>{__('Only people who may change Handoff on this site see these settings.', 'handoff')}</p>;
  if (data === undefined) return error === null ? <Loading lines={10} /> : <ErrorNotice error={error} retry={() => void refetch()} />;
  return <GeneralForm settings={data.settings} roles={data.roles} />;
}
