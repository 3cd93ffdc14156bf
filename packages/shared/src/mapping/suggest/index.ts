export { type FieldDescription } from './field.ts';
export { type Claim, type Evidence, type Where } from './evidence/evidence.ts';
export { dataType, IGNORED, type Ignored, isMappable, type Meaning, MEANINGS } from './meanings.ts';
export { suggestMeanings, type Suggested, THRESHOLD } from './suggest.ts';
export { COMMON_TERMS, completeVocabulary, type Term } from './vocabulary.ts';
export { type Named, nameFields } from './name-fields.ts';
export { type SourceField, suggestMapping, type SuggestedRule } from './suggest-mapping.ts';
