import type { Pages } from '@handoff/shared/panel/hooks';
import { t } from '../../../app/i18n.ts';
import { Button } from '../../../ui/Button.tsx';

/** To what is older, and back. Nothing where all is on one page. */
export function Pager({ pages, next }: { pages: Pages; next: number | null }) {
  if (pages.isFirst && next === null) return null;
  return (
    <nav aria-label={t('Pages')}>
      <s-stack direction="inline" gap="small-200" justifyContent="center">
        <Button disabled={pages.isFirst} onClick={pages.first}>
          {t('Latest')}
        </Button>
        <Button disabled={pages.isFirst} onClick={pages.newer}>
          {t('Newer')}
        </Button>
        <Button
          disabled={next === null}
          onClick={() => {
            if (next !== null) pages.older(next);
          }}
        >
          {t('Older')}
        </Button>
      </s-stack>
    </nav>
  );
}
