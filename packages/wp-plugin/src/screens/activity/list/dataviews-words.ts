import { hasTranslation, setLocaleData } from '@wordpress/i18n';
import { __, _n } from '../../../app/i18n.ts';

/**
 * The words of WordPress' own list component. WordPress loads their translations on its own pages only, so those that
 * are missing here come from ours.
 */
export function translateDataViews(): void {
  const words: [english: string, ...ours: string[]][] = [
    ['Actions', __('Actions', 'handoff')],
    ['Add filter', __('Add filter', 'handoff')],
    ['Cancel', __('Cancel', 'handoff')],
    ['Conditions', __('Conditions', 'handoff')],
    ['Deselect all', __('Deselect all', 'handoff')],
    ['Select all', __('Select all', 'handoff')],
    ['Filter by: %1$s', __('Filter by: %1$s', 'handoff')],
    ['List of: %1$s', __('List of: %1$s', 'handoff')],
    ['No results found', __('No results found', 'handoff')],
    ['Remove', __('Remove', 'handoff')],
    ['Reset', __('Reset', 'handoff')],
    ['Search', __('Search', 'handoff')],
    ['Search items', __('Search items', 'handoff')],
    ['Is', __('Is', 'handoff')],
    ['<Name>%1$s is: </Name><Value>%2$s</Value>', __('<Name>%1$s is: </Name><Value>%2$s</Value>', 'handoff')],
    ['%d Item', _n('%d Item', '%d Items', 1, 'handoff'), _n('%d Item', '%d Items', 2, 'handoff')],
    [
      '%d Item selected',
      _n('%d Item selected', '%d Items selected', 1, 'handoff'),
      _n('%d Item selected', '%d Items selected', 2, 'handoff'),
    ],
  ];
  const missing = words.filter(([english, ours]) => english !== ours && !hasTranslation(english));
  if (missing.length > 0) setLocaleData(Object.fromEntries(missing.map(([english, ...ours]) => [english, ours])), 'default');
}
