/** Which migration a server must know at least to run on a schema that has `migration`; see `migrate.ts`. */
export interface CompatTables {
  schema_compat: { migration: string; needs: string };
}
