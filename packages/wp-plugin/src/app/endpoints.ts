// A chunk of its own, see clients.ts.
export { endpoints } from '@handoff/shared/api';
