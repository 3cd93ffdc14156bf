import { defaultFields, type TwinField } from './catalog.ts';

export type TwinRecord = Record<string, unknown> & { id: string };

export interface RecordAnswer {
  code: string;
  status: 'success' | 'error';
  message: string;
  details: Record<string, unknown>;
  action?: 'insert' | 'update';
  duplicate_field?: string | null;
}

export interface OrganizationOptions {
  /** What a workflow makes of a record after it was saved. */
  workflow?: ((module: string, record: TwinRecord) => Record<string, unknown>) | undefined;
}

/** One Zoho CRM organization in memory. */
export class Organization {
  readonly fields: Record<string, TwinField[]> = defaultFields();
  readonly records: Record<string, Map<string, TwinRecord>> = {};
  readonly #options: OrganizationOptions;
  #last = 0;

  constructor(options: OrganizationOptions) {
    this.#options = options;
    for (const module of Object.keys(this.fields)) this.records[module] = new Map();
  }

  matching(module: string, field: string, value: unknown): TwinRecord[] {
    return [...(this.records[module]?.values() ?? [])].filter((record) => fold(record[field]) === fold(value));
  }

  create(module: string, values: Record<string, unknown>): TwinRecord {
    this.#last += 1;
    const record: TwinRecord = { id: `55545370000002${String(this.#last).padStart(5, '0')}`, ...values };
    this.records[module]?.set(record.id, record);
    Object.assign(record, this.#options.workflow?.(module, record) ?? {});
    return record;
  }

  upsert(module: string, keys: string[], values: Record<string, unknown>, index: number): RecordAnswer {
    const key = keys.find((name) => this.matching(module, name, values[name]).length > 0);
    const existing = key === undefined ? undefined : this.matching(module, key, values[key]).at(-1);
    const problem = this.#problemWith(module, values, existing, index);
    if (problem !== undefined) return problem;
    const record = existing ?? this.create(module, values);
    if (existing !== undefined) Object.assign(existing, values, this.#options.workflow?.(module, existing) ?? {});
    return {
      code: 'SUCCESS',
      status: 'success',
      message: existing === undefined ? 'record added' : 'record updated',
      action: existing === undefined ? 'insert' : 'update',
      duplicate_field: key ?? null,
      details: { id: record.id },
    };
  }

  #problemWith(module: string, values: Record<string, unknown>, existing: TwinRecord | undefined, index: number): RecordAnswer | undefined {
    const fields = this.fields[module] ?? [];
    const missing = fields.find(
      (field) => field.system_mandatory && blank(values[field.api_name]) && (existing === undefined || field.api_name in values),
    );
    if (missing !== undefined) return refusal('MANDATORY_NOT_FOUND', 'required field not found', missing.api_name, index);
    for (const [name, value] of Object.entries(values)) {
      const field = fields.find((candidate) => candidate.api_name === name);
      // Zoho passes over names it does not know without a word.
      if (field === undefined || value === null) continue;
      const problem = this.#valueProblem(field, value, index);
      if (problem !== undefined) return problem;
      if ('casesensitive' in field.unique && this.matching(module, name, value).some((other) => other !== existing))
        return refusal('DUPLICATE_DATA', 'duplicate data', name, index);
    }
    return undefined;
  }

  #valueProblem(field: TwinField, value: unknown, index: number): RecordAnswer | undefined {
    const { api_name: name, data_type: type, length } = field;
    if (field.read_only) return refusal('INVALID_DATA', 'field is not editable', name, index);
    if (type === 'lookup') {
      const id = typeof value === 'object' ? (value as { id?: unknown }).id : undefined;
      const known = typeof id === 'string' && this.records[field.lookup.module?.api_name ?? '']?.has(id) === true;
      return known ? undefined : refusal('INVALID_DATA', 'the given id seems to be invalid', name, index);
    }
    const expected = EXPECTED[type];
    if (expected !== undefined && !expected(value))
      return refusal('INVALID_DATA', 'invalid data', name, index, { expected_data_type: type });
    if (typeof value === 'string' && value.length > length)
      return refusal('INVALID_DATA', 'invalid data', name, index, { maximum_length: length });
    const choices = field.pick_list_values.map((choice) => choice.actual_value);
    return choices.length > 0 && !choices.includes(String(value)) ? refusal('INVALID_DATA', 'invalid data', name, index) : undefined;
  }
}

const isText = (value: unknown): value is string => typeof value === 'string';
const EXPECTED: Record<string, (value: unknown) => boolean> = {
  text: isText,
  textarea: isText,
  picklist: isText,
  email: (value) => isText(value) && /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(value),
  phone: (value) => isText(value) && value.length <= 30,
  boolean: (value) => typeof value === 'boolean',
  double: (value) => typeof value === 'number',
  currency: (value) => typeof value === 'number',
  date: (value) => isText(value) && /^\d{4}-\d\d-\d\d$/.test(value),
  datetime: (value) => isText(value) && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/.test(value),
  multiselectpicklist: (value) => Array.isArray(value),
};

function refusal(code: string, message: string, name: string, index: number, more: object = {}): RecordAnswer {
  return { code, status: 'error', message, details: { api_name: name, json_path: `$.data[${index}].${name}`, ...more } };
}

const blank = (value: unknown): boolean => value === undefined || value === null || value === '';

function fold(value: unknown): string {
  return JSON.stringify(value ?? null).toLowerCase();
}
