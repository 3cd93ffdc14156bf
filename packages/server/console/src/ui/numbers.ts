import { language } from '../app/i18n.ts';

/** 12345 as people read it: "12,345". */
export const count = (value: number): string => value.toLocaleString(language());
