export { useAudit, useUndo, type AuditFilter, type Change } from './useAudit.ts';
