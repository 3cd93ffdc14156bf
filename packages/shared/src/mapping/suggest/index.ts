export { type FieldDescription } from './field.ts';
export { type Claim, type Evidence, type Where } from './evidence/evidence.ts';
export { dataType, IGNORED, type Ignored, isMappable, type Meaning, MEANINGS } from './meanings.ts';
export { suggestMeanings, type Suggested, THRESHOLD } from './suggest.ts';
