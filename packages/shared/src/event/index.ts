export * from './types.ts';
export * from './consent.ts';
export * from './envelope.ts';
export * from './commerce.ts';
export * from './parse.ts';
export * from './keys.ts';
export * from './signature.ts';
export * from './traceparent.ts';
