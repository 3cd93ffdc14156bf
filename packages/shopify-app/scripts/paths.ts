import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../..', import.meta.url));
export const locales = fileURLToPath(new URL('../panel/locales/', import.meta.url));
/** The WordPress plugin's catalogues: what both panels say is said alike. */
export const wordpress = fileURLToPath(new URL('../../wp-plugin/languages/', import.meta.url));
