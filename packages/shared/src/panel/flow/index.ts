export { type Backup, readBackup, writeBackup } from './backup.ts';
export { type ChangeTools, flowChangeWords } from './change-words.ts';
export { type Change as FlowChange, changesBetween } from './changes.ts';
export { asGroup, asksForPlugin, FIRST_QUESTION, type GroupKind, groupOf, isNumberAsText, typedLike } from './condition-group.ts';
export {
  asQuestion,
  askQuestion,
  conditionWords,
  type Operator,
  operators,
  type Question,
  scalarWords,
  valueOf,
} from './condition-words.ts';
export { recordUrl, saveStateWords, testStateWords } from './editor-words.ts';
export { eventName, eventWhen } from './event-words.ts';
export { newFlow, newStep } from './new-flow.ts';
export { type Place, type PlacedProblem, placeProblems, problemsByRow } from './places.ts';
export { placeWords } from './place-words.ts';
export { isSame } from './same.ts';
export { type FlowNames, flowSentence, stepWords, suggestedName, triggerWords } from './sentence.ts';
export { type Flow, type FlowMode, type FlowStatus, flowStatus, type FlowVersion, latestVersion } from './status.ts';
export { readLines, writeLines } from './value-lines.ts';
