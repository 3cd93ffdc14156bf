export { checkManifest, COMPLIANCE_TOPICS, type ManifestFacts } from './check.ts';
export { type Extension, ExtensionFile, Manifest } from './schema.ts';
export { type NeededScope, SCOPES } from './scopes.ts';
export { API_TOPICS } from './topics.ts';
