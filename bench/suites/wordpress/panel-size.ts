import { buildPanel } from '../../../packages/wp-plugin/scripts/build.ts';
import { firstScreen } from '../../../packages/wp-plugin/scripts/first-screen.ts';
import type { Measured } from '../../lib/checks.ts';
import type { Kit } from '../../lib/kit.ts';
import { round } from '../../lib/stats.ts';

/** What a browser loads of our own for the panel's first screen, gzipped; what WordPress ships itself does not count. */
export async function measurePanelSize(kit: Kit): Promise<Measured[]> {
  const folder = await kit.scratch();
  buildPanel(folder);
  const { kb, files } = firstScreen(folder);
  const note = files.map((file) => `${file.name} ${round(file.kb)}`).join(', ');
  return [{ name: 'panel_first_screen_gzip_kb', value: round(kb), unit: 'kB', note }];
}
