export { useAccess, useReminder, useRevoke, type Revocable } from './useAccess.ts';
