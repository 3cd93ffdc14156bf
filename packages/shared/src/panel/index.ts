export { connectionState, missingScopes, type ConnectionState, type ConnectionTodo, type MissingScope } from './connection-state.ts';
export { dayOf } from './day-of.ts';
export { arrivalOf, type Arrival, type Station } from './first-run/arrival.ts';
export {
  fitToForms,
  flowName,
  formsOf,
  leftOut,
  planFlow,
  planRows,
  type FormField,
  type PlanRow,
  wantedType,
  type Wanted,
  type WantedForm,
} from './first-run/plan.ts';
export { alsoFor, runsFor } from './first-run/reach.ts';
export { needsOf, type Need, type NeedPlace } from './needs.ts';
export {
  problemsBySetting,
  readDraft,
  settingsOf,
  startDraft,
  type Setting,
  type SettingKind,
  type SettingsDraft,
} from './settings-form.ts';
export type { Tone } from './tone.ts';
export { fill, type Translate } from './translate.ts';
export { readTypedNumber, type TypedNumber, writeNumber } from './typed-number.ts';
export * from './mapping-editor/index.ts';
export * from './flow/index.ts';
export * from './map/index.ts';
export * from './alerts/index.ts';
export * from './drift/index.ts';
export * from './health/index.ts';
export * from './activity/index.ts';
export * from './audit/index.ts';
export * from './members/index.ts';
export * from './wording/index.ts';
export * from './privacy/index.ts';
export * from './quarantine/index.ts';
export * from './screening/index.ts';
export * from './vocabulary/index.ts';
