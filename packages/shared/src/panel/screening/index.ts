export type { KeptOrder } from './doubtful.ts';
export { type Learned, learnedWords, sizeWords } from './learned.ts';
