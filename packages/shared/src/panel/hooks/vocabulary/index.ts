export { useVocabulary, type Vocabulary } from './useVocabulary.ts';
