export * from './types.ts';
export * from './classify.ts';
export { onlyOne, sendInBatches, type BatchCall } from './batch.ts';
export { createCallContext, type CallContextOptions, type Fetch } from './http.ts';
export { repeatable } from './repeatable.ts';
export { BODY_LIMIT, type RecordedExchange } from './sanitize.ts';
export {
  MASK,
  maskSettings,
  mergeSettings,
  secretKeys,
  settingsForm,
  splitSecrets,
  type JsonSchema,
  type SettingsPatch,
} from './settings.ts';
export { fieldsOf, isOpenPayload } from './fields.ts';
export { needsRefresh, type TokenSet } from './tokens.ts';
export { createGuardedFetch, type GuardedFetch, type GuardOptions } from './guard.ts';
export {
  beginAuthorization,
  clientOf,
  completeAuthorization,
  refreshTokens,
  revoke,
  type Authorization,
  type OAuthClient,
  type OAuthContext,
} from './oauth.ts';
export { ChatLines, lineText } from './chat-lines.ts';
export { chatMapping } from './chat-mapping.ts';
export { keptByLaw, leftToOwner, unlessGone } from './erase.ts';
