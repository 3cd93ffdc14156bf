export * from './spec.ts';
export * from './pointer.ts';
export * from './condition.ts';
export * from './compile.ts';
export * from './validate.ts';
export { MAX_DEPTH, MAX_ITEMS, MAX_PAYLOAD, MAX_TEXT, type FieldTrace, type TraceStep } from './run.ts';
