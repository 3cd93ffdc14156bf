export type { Tone } from './tone.ts';
export { fill, type Translate } from './translate.ts';
