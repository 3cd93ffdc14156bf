/** The server's version, as in package.json; a test keeps them equal. */
export const VERSION = '0.1.0';

/** What this server calls itself to others: without the last part, which changes too often to matter to them. */
export const USER_AGENT = `Handoff/${VERSION.replace(/\.\d+$/, '')}`;
