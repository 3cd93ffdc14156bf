export { deviceWords } from './device-words.ts';
