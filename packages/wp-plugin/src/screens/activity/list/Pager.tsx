import type { Pages } from '@handoff/shared/panel/hooks';
import { Button } from '@wordpress/components';
import { __ } from '../../../app/i18n.ts';
import './pager.scss';

interface PagerProps {
  pages: Pages;
  next: number | null;
  /** The list is in another order than by time, so that no page is older. */
  isOrdered?: boolean;
}

/** To what is older or comes after, and back. Nothing where all is on one page. */
export function Pager({ pages, next, isOrdered = false }: PagerProps) {
  if (pages.isFirst && next === null) return null;
  return (
    <nav className="handoff-actions handoff-pager" aria-label={__('Pages', 'handoff')}>
      <Button variant="secondary" __next40pxDefaultSize disabled={pages.isFirst} accessibleWhenDisabled onClick={pages.first}>
        {isOrdered ? __('First page', 'handoff') : __('Latest', 'handoff')}
      </Button>
      <Button variant="secondary" __next40pxDefaultSize disabled={pages.isFirst} accessibleWhenDisabled onClick={pages.newer}>
        {isOrdered ? __('Page before', 'handoff') : __('Newer', 'handoff')}
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
        {isOrdered ? __('Next page', 'handoff') : __('Older', 'handoff')}
      </Button>
    </nav>
  );
}
