export * from './client.ts';
export * from './endpoint.ts';
export * from './endpoints/index.ts';
export * from './errors.ts';
export * from './pairing.ts';
export * from './resources.ts';
export * from './suggest.ts';
export * from './workspace-file.ts';
