import { join } from 'node:path';

export const plugin = join(import.meta.dirname, '..');
export const root = join(plugin, '../..');
export const languages = join(plugin, 'languages');
