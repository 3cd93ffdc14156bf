export { useHealth, type Health } from './useHealth.ts';
