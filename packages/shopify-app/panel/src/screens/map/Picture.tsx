import type { WorkspaceMap } from '@handoff/shared/api';
import { useMapPicture, useZoom } from '@handoff/shared/panel/hooks';
import { t } from '../../app/i18n.ts';
import { addressOf, navigate } from '../../app/location.ts';
import { BASE } from '../../app/root.ts';
import { Button } from '../../ui/Button.tsx';
import { Section } from '../../ui/Section.tsx';

/** The map drawn: larger and smaller by buttons or keys, each box a link. */
export function Picture({ map }: { map: WorkspaceMap }) {
  const svg = useMapPicture(map, addressOf);
  const { scale, bigger, smaller, reset, onKey } = useZoom();
  return (
    <Section title={t('Picture')}>
      <s-stack direction="inline" gap="small">
        <Button label={t('Smaller')} disabled={smaller === undefined} {...(smaller === undefined ? {} : { onClick: smaller })}>
          −
        </Button>
        <Button label={`${Math.round(scale * 100)} %, ${t('Own size')}`} onClick={reset}>
          {`${Math.round(scale * 100)} %`}
        </Button>
        <Button label={t('Larger')} disabled={bigger === undefined} {...(bigger === undefined ? {} : { onClick: bigger })}>
          +
        </Button>
      </s-stack>
      <div
        class="handoff-map-frame"
        role="region"
        aria-label={t('The map. Plus and minus change its size, arrow keys move it.')}
        tabIndex={0}
        onKeyDown={onKey}
        onClick={follow}
        style={{ '--handoff-map-scale': String(scale) }}
        // Drawn by `mapSvg`, which escapes all text.
        dangerouslySetInnerHTML={{ __html: svg }}
      />
    </Section>
  );
}

/** Goes to a box's place without loading the page anew; with a key held down the browser does what it does. */
function follow(event: MouseEvent): void {
  const href = event.target instanceof Element ? event.target.closest('a')?.getAttribute('href') : undefined;
  if (href === undefined || href === null || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  navigate(new URL(href, location.href).pathname.slice(BASE.length));
}
