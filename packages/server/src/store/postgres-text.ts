import { PostgresDialect, PostgresQueryCompiler } from 'kysely';

/**
 * PostgreSQL's text cannot hold the character NUL, which events and vendors' answers may. It is kept as U+FFFD, so that
 * one such character never costs an event, nor those that are kept in the same statement.
 */
export class TextSafeDialect extends PostgresDialect {
  override createQueryCompiler(): PostgresQueryCompiler {
    return new TextSafeCompiler();
  }
}

class TextSafeCompiler extends PostgresQueryCompiler {
  protected override appendValue(value: unknown): void {
    super.appendValue(typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '\uFFFD') : value);
  }
}
