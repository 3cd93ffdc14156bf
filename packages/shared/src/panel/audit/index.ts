export { actorWords } from './actor-words.ts';
export { changeRows, type ChangeRow } from './change-rows.ts';
export { auditQuery, type AuditFilter } from './filter.ts';
export { auditWords, entityWords, serverEntityWords } from './audit-words.ts';
