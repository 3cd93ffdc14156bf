import { Button } from '@wordpress/components';
import type { WorkspaceMap } from '@handoff/shared/api';
import { useMapPicture, useZoom } from '@handoff/shared/panel/hooks';
import { __ } from '../../app/i18n.ts';
import { Section } from '../../ui/Section.tsx';

const hashOf = (place: string) => `#${place}`;

/** The map drawn: larger and smaller by buttons or keys, each box a link. */
export function Picture({ map }: { map: WorkspaceMap }) {
  const svg = useMapPicture(map, hashOf);
  const { scale, bigger, smaller, reset, onKey } = useZoom();
  return (
    <Section
      title={__('Picture', 'handoff')}
      actions={
        <>
          <Button
            variant="secondary"
            size="compact"
            onClick={smaller}
            disabled={smaller === undefined}
            accessibleWhenDisabled
            label={__('Smaller', 'handoff')}
            text="−"
          />
          <Button variant="secondary" size="compact" onClick={reset}>
            {Math.round(scale * 100)} %<span className="screen-reader-text"> {__('Own size', 'handoff')}</span>
          </Button>
          <Button
            variant="secondary"
            size="compact"
            onClick={bigger}
            disabled={bigger === undefined}
            accessibleWhenDisabled
            label={__('Larger', 'handoff')}
            text="+"
          />
        </>
      }
    >
      <div
        className="handoff-map-frame"
        role="region"
        aria-label={__('The map. Plus and minus change its size, arrow keys move it.', 'handoff')}
        tabIndex={0}
        onKeyDown={onKey}
        style={{ '--handoff-map-scale': scale } as React.CSSProperties}
        // Drawn by `mapSvg`, which escapes all text.
        dangerouslySetInnerHTML={{ __html: svg }}
      />
    </Section>
  );
}
