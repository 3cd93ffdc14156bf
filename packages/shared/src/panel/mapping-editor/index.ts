export type { Edit } from './edit.ts';
export { type Field, extraField, mappingRows, openPlaces, type Row, searchRows } from './rows.ts';
export { type KnownForm, madeUpSubmission, type SampleKind } from './made-up.ts';
export { eventOfTrace, WHOLE_EVENT } from './server-sample.ts';
export { answerPath, pathLabel, type PathNames, rulePaths, stepOfPath } from './paths.ts';
export { convertSource, newChange } from './change-rule.ts';
export { textToTemplate, templateToText } from './template-text.ts';
export { changeKinds, type Choice, dateOrders, dateOutputs, sampleGroups, separators, sourceKinds, timeZones } from './choices.ts';
export { COUNTRIES, countryNames } from './countries.ts';
export { asLiteralKind, type LiteralKind, literalKindOf } from './literal.ts';
export { readPartNumber, splitNumberOf, type SplitPart, splitPartOf, withSplitNumber, withSplitPart } from './split-part.ts';
export { fieldProblems, sentWords } from './outcome.ts';
export { changesFor, type Defaults, putField } from './put-field.ts';
export { canRedo, canUndo, type EditorAction, type EditorState, editorReducer, isEdited, startEditor } from './reducer.ts';
export {
  type Change as RuleChange,
  type ChangeKind,
  depthOf,
  partsOf,
  type RuleParts,
  ruleOf,
  type SourceKind,
  type SourceRule,
} from './rule-parts.ts';
export { type Chip, changeWords, ruleChips, ruleWords, templateWords, type Words } from './rule-words.ts';
export { pathNames, type SampleField, sampleFields, sampleFieldText, type SampleGroup, type SampleParts, valueText } from './sample.ts';
export { type FoundRule, suggest, type SuggestedRule, sureWords, whyWords } from './suggestion.ts';
export { ruleName, traceSteps, type TraceStep } from './trace.ts';
export { typeWords } from './type-words.ts';
export { Condition, Rule, type Scalar } from '../../mapping/spec.ts';
export { compileCondition } from '../../mapping/condition.ts';
