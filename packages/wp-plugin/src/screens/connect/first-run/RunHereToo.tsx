import { alsoFor, type Flow } from '@handoff/shared/panel';
import { useServerAction, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '../../../app/i18n.ts';
import { useStatus } from '../../../app/panel.tsx';

/** A flow that is on for other sources, and a button that lets it run for this site too. */
export function RunHereToo({ flow, onDone }: { flow: Flow; onDone: () => void }) {
  const { person } = useStatus();
  const { run, busy, error } = useRunHereToo(flow);
  return (
    <>
      <span>
        <strong>{flow.name}</strong>
        {error !== null && (
          <span role="alert" className="handoff-problem">
            {' '}
            {error.message}
          </span>
        )}
      </span>
      {person.canManage && (
        <Button
          variant="secondary"
          __next40pxDefaultSize
          isBusy={busy}
          disabled={busy}
          accessibleWhenDisabled
          onClick={() => void run().then((done) => done && onDone())}
        >
          {__('Let it run for this site too', 'handoff')}
        </Button>
      )}
    </>
  );
}

/** Publishes the live version with this site added. A draft that somebody works on is put back as it was, with the site. */
function useRunHereToo(flow: Flow) {
  const params = { workspaceId: useWorkspaceId(), flowId: flow.id };
  const sourceId = useStatus().pairing?.sourceId ?? '';
  const save = useServerAction('saveDraft');
  const publish = useServerAction('publishFlow');
  const [error, setError] = useState<Error | null>(null);
  const run = async (): Promise<boolean> => {
    const { published, draft } = flow;
    if (published === null) return false;
    setError(null);
    try {
      await save.mutateAsync({ params, body: { spec: alsoFor(published.spec, sourceId) } });
      await publish.mutateAsync({ params });
      if (draft !== null) await save.mutateAsync({ params, body: { spec: alsoFor(draft.spec, sourceId) } });
      return true;
    } catch (thrown) {
      setError(thrown instanceof Error ? thrown : new Error(String(thrown)));
      return false;
    }
  };
  return { run, error, busy: save.isPending || publish.isPending };
}
