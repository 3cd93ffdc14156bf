import { Button, Notice } from '@wordpress/components';
import { __ } from '../../app/i18n.ts';
import { useOwnSite } from '../../app/panel.tsx';

/** The server cannot be asked; what this site knows by itself stays on screen. */
export function ServerAway({ error, retry }: { error: Error; retry: () => void }) {
  const site = useOwnSite();
  return (
    <Notice status="warning" isDismissible={false} className="handoff-notice">
      <p>
        {site === null
          ? __('The server does not answer just now. Nothing is lost: sites keep what happens until it is back.', 'handoff')
          : __(
              'The server does not answer just now, so only what waits on this site is up to date. Nothing is lost: it goes out when the server is back.',
              'handoff',
            )}
      </p>
      {/* The banner above says it already where the site itself has found out. */}
      {(site === null || site.sending.state === 'on') && <p className="handoff-quiet">{error.message}</p>}
      <Button variant="secondary" __next40pxDefaultSize onClick={retry}>
        {__('Try again', 'handoff')}
      </Button>
    </Notice>
  );
}
