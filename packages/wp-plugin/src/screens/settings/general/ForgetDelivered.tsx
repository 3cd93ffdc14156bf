import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, _n, fill } from '../../../app/i18n.ts';
import { useStatus } from '../../../app/panel.tsx';
import { useSiteAction } from '../../../app/queries.ts';
import { Confirm } from '../../../ui/Confirm.tsx';

/** Deletes at once what would be deleted by age. */
export function ForgetDelivered() {
  const { delivered } = useStatus().outbox;
  const [asking, setAsking] = useState(false);
  const forget = useSiteAction('forget');
  const ask = () => {
    forget.reset();
    setAsking(true);
  };
  return (
    <div>
      <Button variant="secondary" __next40pxDefaultSize disabled={delivered === 0} accessibleWhenDisabled onClick={ask}>
        {__('Delete delivered submissions now', 'handoff')}
      </Button>
      <p className="handoff-quiet" role="status">
        {fill(_n('{count} is kept here at present.', '{count} are kept here at present.', delivered, 'handoff'), { count: delivered })}
      </p>
      {asking && (
        <Confirm
          title={__('Delete delivered submissions?', 'handoff')}
          verb={__('Delete', 'handoff')}
          destructive
          busy={forget.isPending}
          error={forget.error}
          onConfirm={() => forget.mutate({}, { onSuccess: () => setAsking(false) })}
          onCancel={() => setAsking(false)}
        >
          <p>
            {__(
              'This site’s own copies of what the server has are deleted. The server, your form plugins and the destinations keep theirs.',
              'handoff',
            )}
          </p>
        </Confirm>
      )}
    </div>
  );
}
