export { useAudit, useAuditFilter, useUndo, type AuditFilter, type Change } from './useAudit.ts';
