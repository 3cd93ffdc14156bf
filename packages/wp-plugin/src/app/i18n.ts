import { fill, type Translate } from '@handoff/shared/panel';
import { __, _n } from '@wordpress/i18n';

/** The person's language, for texts this panel shares with Shopify's; texts of its own use `__` directly. */
export const t: Translate = (english) => __(english, 'handoff');

export { __, _n, fill };
