import type { Pages } from '@handoff/shared/panel/hooks';
import { Button } from '@wordpress/components';
import { __ } from '../../../app/i18n.ts';
import './pager.scss';

/** To what is older, and back. Nothing where all is on one page. */
export function Pager({ pages, next }: { pages: Pages; next: number | null }) {
  if (pages.isFirst && next === null) return null;
  return (
    <nav className="handoff-actions handoff-pager" aria-label={__('Pages', 'handoff')}>
      <Button variant="secondary" __next40pxDefaultSize disabled={pages.isFirst} accessibleWhenDisabled onClick={pages.first}>
        {__('Latest', 'handoff')}
      </Button>
      <Button variant="secondary" __next40pxDefaultSize disabled={pages.isFirst} accessibleWhenDisabled onClick={pages.newer}>
        {__('Newer', 'handoff')}
      </Button>
      <Button
        variant="secondary"
        __next40pxDefaultSize
        disabled={next === null}
        accessibleWhenDisabled
        onClick={() => {
          if (next !== null) pages.older(next);
        }}
      >
        {__('Older', 'handoff')}
      </Button>
    </nav>
  );
}
