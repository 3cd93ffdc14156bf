import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '../../../app/i18n.ts';
import { useSiteAction } from '../../../app/queries.ts';
import { Confirm } from '../../../ui/Confirm.tsx';

/** A new key for this site, vouched for by the old one. */
export function RotateKey() {
  const [asking, setAsking] = useState(false);
  const rotate = useSiteAction('rotateKey');
  const ask = () => {
    rotate.reset();
    setAsking(true);
  };
  return (
    <>
      <Button variant="secondary" __next40pxDefaultSize onClick={ask}>
        {__('Change the key', 'handoff')}
      </Button>
      <span role="status" className="handoff-saved">
        {rotate.isSuccess && __('The key was changed.', 'handoff')}
      </span>
      {asking && (
        <Confirm
          title={__('Change this site’s key?', 'handoff')}
          verb={__('Change the key', 'handoff')}
          busy={rotate.isPending}
          error={rotate.error}
          onConfirm={() => rotate.mutate({}, { onSuccess: () => setAsking(false) })}
          onCancel={() => setAsking(false)}
        >
          <p>
            {__(
              'Do this if somebody may have read the old key, such as in a stolen backup. The site makes a new one and the server stops trusting the old one. Nothing else changes, and nothing is lost.',
              'handoff',
            )}
          </p>
        </Confirm>
      )}
    </>
  );
}
