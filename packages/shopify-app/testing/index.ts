export { adminSchema, API_VERSION, schemaAvailable, SchemaUnavailable, type AccessRule, type AdminSchema } from './schema.ts';
