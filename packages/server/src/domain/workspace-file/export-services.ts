import type { WorkspaceFile } from '@handoff/shared/api';
import { pagesOf, type ServiceRow, settingsOf } from '../screening/services/settings.ts';
import type { SourceRow } from '../source/view.ts';
import type { Variables } from './variables.ts';

/** The outside services of a source, as a part of its entry; nothing where it has none. */
export function serviceEntries(
  source: SourceRow,
  rows: readonly ServiceRow[],
  variables: Variables,
): Pick<WorkspaceFile['sources'][string], 'services'> {
  const own = (service: ServiceRow['service']) => rows.find((row) => row.source_id === source.id && row.service === service);
  const [akismet, turnstile] = [own('akismet'), own('turnstile')];
  if (akismet === undefined && turnstile === undefined) return {};
  return {
    services: {
      ...(akismet && { akismet: akismetEntry(source, akismet, variables) }),
      ...(turnstile && { turnstile: turnstileEntry(source, turnstile, variables) }),
    },
  };
}

/** The source's own address is not written: applied elsewhere, it is that of the source there. */
function akismetEntry(source: SourceRow, row: ServiceRow, variables: Variables) {
  const { site } = settingsOf(row);
  const place = site === undefined || site === pagesOf(source) ? {} : { site };
  return { on: row.active === 1, ...place, key: variables('source', source.slug, 'akismetKey') };
}

function turnstileEntry({ slug }: SourceRow, row: ServiceRow, variables: Variables) {
  const { siteKey } = settingsOf(row);
  return { on: row.active === 1, ...(siteKey === undefined ? {} : { siteKey }), secret: variables('source', slug, 'turnstileSecret') };
}
