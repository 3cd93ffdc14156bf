export { type KeptOrder, mostDoubtful } from './doubtful.ts';
export { type Learned, learnedWords, sizeWords } from './learned.ts';
