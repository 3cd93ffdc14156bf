export { clueWords, likelyWords, personFacts, personName, type SamePerson } from './same-person.ts';
export { precisionWords, type Quality, type Sampled, thresholdsOf, type WhatIf, whatIfRows, whatIfWords } from './quality.ts';
