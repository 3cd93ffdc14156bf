import { z } from 'zod';

/** A JSON pointer (RFC 6901). In rules it points into the event; as a target it points into the operation's payload. */
export const JsonPointer = z
  .string()
  .max(500)
  .regex(/^(\/([^~/]|~[01])*)+$/, 'A path is a JSON pointer such as "/subject/email".')
  .refine((pointer) => !/\/(__proto__|constructor|prototype)(\/|$)/.test(pointer), 'This path is not allowed.');

/** A value written into a mapping. */
export const Scalar = z.union([z.string().max(10_000), z.number(), z.boolean(), z.null()]);
export type Scalar = z.infer<typeof Scalar>;

/** A yes/no question about values of the event, used by `when` and by flow conditions. */
export type Condition =
  | { is: 'all'; of: Condition[] }
  | { is: 'any'; of: Condition[] }
  | { is: 'not'; of: Condition }
  | { is: 'present'; path: string }
  | { is: 'absent'; path: string }
  | { is: 'equals'; path: string; value: Scalar }
  | { is: 'in'; path: string; values: Scalar[] }
  | { is: 'contains'; path: string; value: string }
  | { is: 'startsWith'; path: string; value: string }
  | { is: 'endsWith'; path: string; value: string }
  | { is: 'greater'; path: string; value: number }
  | { is: 'less'; path: string; value: number };

/** Text comparisons fold letter case. `present` is false for undefined, null, "" and []. */
export const Condition: z.ZodType<Condition> = z
  .lazy(() =>
    z.discriminatedUnion('is', [
      z.strictObject({ is: z.literal('all'), of: z.array(Condition).max(50) }),
      z.strictObject({ is: z.literal('any'), of: z.array(Condition).max(50) }),
      z.strictObject({ is: z.literal('not'), of: Condition }),
      z.strictObject({ is: z.literal('present'), path: JsonPointer }),
      z.strictObject({ is: z.literal('absent'), path: JsonPointer }),
      z.strictObject({ is: z.literal('equals'), path: JsonPointer, value: Scalar }),
      z.strictObject({ is: z.literal('in'), path: JsonPointer, values: z.array(Scalar).max(500) }),
      z.strictObject({ is: z.literal('contains'), path: JsonPointer, value: z.string().max(1000) }),
      z.strictObject({ is: z.literal('startsWith'), path: JsonPointer, value: z.string().max(1000) }),
      z.strictObject({ is: z.literal('endsWith'), path: JsonPointer, value: z.string().max(1000) }),
      z.strictObject({ is: z.literal('greater'), path: JsonPointer, value: z.number() }),
      z.strictObject({ is: z.literal('less'), path: JsonPointer, value: z.number() }),
    ]),
  )
  .meta({ id: 'Condition' });

/** How one payload value is made. `from` nests, so transforms read inside out. */
export type Rule =
  | { do: 'path'; path: string }
  | { do: 'literal'; value: Scalar }
  | { do: 'template'; template: string }
  | { do: 'coalesce'; of: Rule[] }
  | { do: 'lookup'; from: Rule; table: Record<string, Scalar>; otherwise?: Rule | undefined }
  | { do: 'join'; of: Rule[]; separator: string }
  | { do: 'split'; from: Rule; separator: string; index?: number | undefined }
  | { do: 'trim'; from: Rule }
  | { do: 'lower'; from: Rule }
  | { do: 'title'; from: Rule }
  | { do: 'e164'; from: Rule; country?: string | undefined; countryFrom?: Rule | undefined }
  | { do: 'email'; from: Rule }
  | { do: 'number'; from: Rule; decimal?: '.' | ',' | undefined }
  | {
      do: 'date';
      from: Rule;
      output: 'date' | 'datetime' | 'epochMs' | 'epochSeconds';
      zone: string;
      order?: 'ymd' | 'dmy' | 'mdy' | undefined;
    }
  | { do: 'boolean'; from: Rule }
  | { do: 'splitName'; from: Rule; part: 'first' | 'last' }
  | { do: 'when'; if: Condition; then: Rule; otherwise?: Rule | undefined };

const IanaZone = z
  .string()
  .max(64)
  .refine((zone) => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: zone });
      return true;
    } catch {
      return false;
    }
  }, 'This is not a time zone; write one like "Europe/Berlin".');

export const Rule: z.ZodType<Rule> = z
  .lazy(() =>
    z.discriminatedUnion('do', [
      z.strictObject({ do: z.literal('path'), path: JsonPointer }),
      z.strictObject({ do: z.literal('literal'), value: Scalar }),
      z.strictObject({ do: z.literal('template'), template: z.string().max(10_000) }),
      z.strictObject({ do: z.literal('coalesce'), of: z.array(Rule).min(1).max(20) }),
      z.strictObject({ do: z.literal('lookup'), from: Rule, table: z.record(z.string(), Scalar), otherwise: Rule.optional() }),
      z.strictObject({ do: z.literal('join'), of: z.array(Rule).min(1).max(20), separator: z.string().max(20) }),
      z.strictObject({ do: z.literal('split'), from: Rule, separator: z.string().min(1).max(20), index: z.int().optional() }),
      z.strictObject({ do: z.literal('trim'), from: Rule }),
      z.strictObject({ do: z.literal('lower'), from: Rule }),
      z.strictObject({ do: z.literal('title'), from: Rule }),
      z.strictObject({ do: z.literal('e164'), from: Rule, country: z.string().length(2).optional(), countryFrom: Rule.optional() }),
      z.strictObject({ do: z.literal('email'), from: Rule }),
      z.strictObject({ do: z.literal('number'), from: Rule, decimal: z.enum(['.', ',']).optional() }),
      z.strictObject({
        do: z.literal('date'),
        from: Rule,
        output: z.enum(['date', 'datetime', 'epochMs', 'epochSeconds']),
        zone: IanaZone,
        order: z.enum(['ymd', 'dmy', 'mdy']).optional(),
      }),
      z.strictObject({ do: z.literal('boolean'), from: Rule }),
      z.strictObject({ do: z.literal('splitName'), from: Rule, part: z.enum(['first', 'last']) }),
      z.strictObject({ do: z.literal('when'), if: Condition, then: Rule, otherwise: Rule.optional() }),
    ]),
  )
  .meta({ id: 'Rule' });

/** A mapping: for each target in the operation's payload, the rule that makes its value. */
export const Mapping = z
  .strictObject({ fields: z.record(JsonPointer, Rule).refine((fields) => Object.keys(fields).length <= 300, 'At most 300 fields.') })
  .meta({ id: 'Mapping' });
export type Mapping = z.infer<typeof Mapping>;
