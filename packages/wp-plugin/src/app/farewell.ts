/** Where the last words of a pairing that ended are kept for the screen that comes next. */
export const FAREWELL = ['farewell'] as const;
