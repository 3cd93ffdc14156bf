import { useState } from 'react';
import type { AnswerOf } from '../../../api/client.ts';
import type { endpoints } from '../../../api/endpoints/index.ts';
import { usePanelHost, useSourceId, useWorkspaceId } from '../host.ts';
import { useServer, useServerAction } from '../server.ts';

type Services = AnswerOf<typeof endpoints.getScreeningServices>;

/** The outside services that may be asked about messages. */
export function useScreeningServices() {
  const params = { workspaceId: useWorkspaceId(), sourceId: useSourceId() };
  const services = useServer('getScreeningServices', { params });
  return { services: services.data, error: services.error, retry: () => void services.refetch() };
}

/** One service as its controls hold it. `place`: the site Akismet knows, or Turnstile's site key. `key` is empty where it stays as it is. */
interface Draft {
  on: boolean;
  key: string;
  place: string;
}

/** One outside service under edit, saving it, and forgetting its key. */
export function useServiceForm(name: keyof Services, services: Services) {
  const { workspaceId, useUnsaved } = usePanelHost();
  const params = { workspaceId, sourceId: useSourceId() };
  const akismet = useServerAction('setAkismet');
  const turnstile = useServerAction('setTurnstile');
  const forgetting = useServerAction('forgetScreeningService');
  const saving = name === 'akismet' ? akismet : turnstile;
  const { on, hasKey } = services[name];
  const place = name === 'akismet' ? services.akismet.site : (services.turnstile.siteKey ?? '');
  const [changes, setChanges] = useState<Partial<Draft>>({});
  const draft: Draft = { on, key: '', place, ...changes };
  const isChanged = draft.on !== on || draft.place !== place || draft.key !== '';
  useUnsaved(isChanged);
  const done = { onSuccess: () => setChanges({}) };
  return {
    draft,
    hasKey,
    problem: services[name].problem,
    isChanged,
    change: (part: Partial<Draft>) => {
      saving.reset();
      setChanges({ ...changes, ...part });
    },
    save: () => {
      const key = draft.key.trim();
      const at = draft.place.trim();
      if (name === 'akismet') {
        const body = { on: draft.on, ...(key === '' ? {} : { key }), ...(at === '' ? {} : { site: at }) };
        akismet.mutate({ params, body }, done);
      } else {
        const body = { on: draft.on, ...(key === '' ? {} : { secret: key }), ...(at === '' ? {} : { siteKey: at }) };
        turnstile.mutate({ params, body }, done);
      }
    },
    busy: saving.isPending,
    isSaved: saving.isSuccess && !isChanged,
    error: saving.error,
    forget: {
      /** What went wrong the time before is no longer so; what is still going on goes on. */
      askAnew: () => {
        if (forgetting.isError) forgetting.reset();
      },
      run: (onDone: () => void) =>
        forgetting.mutate({ params: { ...params, service: name } }, { onSuccess: () => (setChanges({}), saving.reset(), onDone()) }),
      busy: forgetting.isPending,
      error: forgetting.error,
    },
  };
}
