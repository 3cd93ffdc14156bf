export {
  isAsBegun,
  isNamed,
  mergedTerms,
  mergeTargets,
  type NamedTerm,
  type OwnTerm,
  ownTerms,
  termDraft,
  type TermDraft,
  withChangedTerm,
  withNewTerm,
  withoutTerm,
} from './terms.ts';
export { askedFields, termUses, type TermUses } from './uses.ts';
export { termChangeWords, type TermChange, termLabel, usageWords } from './words.ts';
