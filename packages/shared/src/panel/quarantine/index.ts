export {
  clueWords,
  likelyWords,
  pairNames,
  pairTitle,
  personFacts,
  personName,
  personsOf,
  type SamePerson,
  suggestionStates,
} from './same-person.ts';
export { precisionWords, type Quality, type Sampled, sampleWords, thresholdsOf, type WhatIf, whatIfRows, whatIfWords } from './quality.ts';
