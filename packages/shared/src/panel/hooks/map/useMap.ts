import { useMemo } from 'react';
import type { WorkspaceMap } from '../../../api/map.ts';
import { type MapNode, mapMarkdown, mapSvg } from '../../index.ts';
import { usePanelHost } from '../host.ts';
import { saveFile } from '../save-file.ts';
import { useServer } from '../server.ts';

export interface MapFiles {
  saveSvg: () => void;
  saveMarkdown: () => void;
}

/** The workspace's map, and the files one can take of it, in the person's language. */
export function useMap(): { map: WorkspaceMap | undefined; error: Error | null; retry: () => void; files: MapFiles | undefined } {
  const { workspaceId, t } = usePanelHost();
  const { data: map, error, refetch } = useServer('workspaceMap', { params: { workspaceId } });
  const files = useMemo(
    (): MapFiles | undefined =>
      map === undefined
        ? undefined
        : {
            saveSvg: () => saveFile('handoff-map-{day}.svg', mapSvg(map, { t }), 'image/svg+xml'),
            saveMarkdown: () => saveFile('handoff-map-{day}.md', mapMarkdown(map, t), 'text/markdown'),
          },
    [map, t],
  );
  return { map, error: map === undefined ? error : null, retry: () => void refetch(), files };
}

/** The picture for a page, each box a link. `addressOf` turns a place of the panel into a link. */
export function useMapPicture(map: WorkspaceMap, addressOf: (place: string) => string): string {
  const { t } = usePanelHost();
  return useMemo(() => {
    const href = (node: MapNode) => {
      const place = placeOfNode(node);
      return place === undefined ? undefined : addressOf(place);
    };
    return mapSvg(map, { t, href, colours: 'light' });
  }, [map, t, addressOf]);
}

/** Where in the panel a box is dealt with: what a source sent is under Activity. */
function placeOfNode({ column, id }: MapNode): string | undefined {
  if (id === null) return undefined;
  switch (column) {
    case 'source':
      return '/activity';
    case 'flow':
      return `/flows/${id}`;
    case 'connection':
      return `/destinations/${id}`;
  }
}
