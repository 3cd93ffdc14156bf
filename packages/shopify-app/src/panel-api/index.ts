export * from './resources.ts';
export { shopEndpoints } from './endpoints.ts';
