import type { Flow } from '@handoff/shared/panel';
import { useRunHereToo } from '@handoff/shared/panel/hooks';
import { Button } from '@wordpress/components';
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
