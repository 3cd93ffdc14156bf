export { bulkFinished } from './import/bulk-finished.ts';
export { startImport } from './import/start.ts';
export { steerImport } from './import/steer.ts';
export { listJobs } from './jobs/list.ts';
export { startReconciliation } from './reconcile/start.ts';
export { historyTasks } from './task.ts';
