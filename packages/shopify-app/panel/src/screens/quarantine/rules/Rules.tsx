import { useScreening } from '@handoff/shared/panel/hooks';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { RulesForm } from './RulesForm.tsx';
import { Services } from './Services.tsx';

/** The owner's own say in what is spam, and who else is asked. */
export function Rules() {
  const { sourceId, screening, error, retry } = useScreening();
  if (screening === undefined) return error === null ? <Loading lines={10} /> : <ErrorNotice error={error} retry={retry} />;
  return (
    <>
      <RulesForm sourceId={sourceId} screening={screening} />
      <Services />
    </>
  );
}
