import type { Pages } from '@handoff/shared/panel/hooks';
import { t } from '../../../app/i18n.ts';
import { Button } from '../../../ui/Button.tsx';

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
    <nav aria-label={t('Pages')}>
      <s-stack direction="inline" gap="small-200" justifyContent="center">
        <Button disabled={pages.isFirst} onClick={pages.first}>
          {isOrdered ? t('First page') : t('Latest')}
        </Button>
        <Button disabled={pages.isFirst} onClick={pages.newer}>
          {isOrdered ? t('Page before') : t('Newer')}
        </Button>
        <Button
          disabled={next === null}
          onClick={() => {
            if (next !== null) pages.older(next);
          }}
        >
          {isOrdered ? t('Next page') : t('Older')}
        </Button>
      </s-stack>
    </nav>
  );
}
