export { useAudit, useAuditFilter, useUndo, type Change } from './useAudit.ts';
