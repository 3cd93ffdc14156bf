export { fill, type Translate } from './translate.ts';
