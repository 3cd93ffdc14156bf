import { defaultFields, type TwinField } from './catalog.ts';

export type TwinRecord = Record<string, unknown> & { Id: string };

/** One complaint about a record, as a collection answers it. */
export interface RecordError {
  statusCode: string;
  message: string;
  fields: string[];
  [member: string]: unknown;
}

export interface OrgOptions {
  /** What an automation makes of a record after it was saved. */
  automation?: ((object: string, record: TwinRecord) => Record<string, unknown>) | undefined;
  /** A duplicate rule that warns of leads whose address a contact has. */
  duplicateRule?: boolean | undefined;
  /** Whether contacts have cases, and so cannot be deleted. */
  cases?: boolean | undefined;
}

const PREFIX: Record<string, string> = { Lead: '00Q', Contact: '003', Account: '001', Opportunity: '006', Task: '00T' };

/** One Salesforce organization in memory. */
export class Org {
  readonly fields: Record<string, TwinField[]> = defaultFields();
  readonly records: Record<string, Map<string, TwinRecord>> = {};
  readonly #options: OrgOptions;
  #last = 0;

  constructor(options: OrgOptions) {
    this.#options = options;
    for (const object of Object.keys(this.fields)) this.records[object] = new Map();
  }

  matching(object: string, field: string, value: unknown): TwinRecord[] {
    return [...(this.records[object]?.values() ?? [])].filter((record) => fold(record[field]) === fold(value));
  }

  create(object: string, values: Record<string, unknown>): TwinRecord {
    this.#last += 1;
    const record: TwinRecord = { Id: `${PREFIX[object]}gK${String(this.#last).padStart(13, '0')}`, ...kept(values) };
    this.records[object]?.set(record.Id, record);
    this.#automate(object, record);
    return record;
  }

  /** @returns the record and whether it is new, or what is wrong with it. */
  upsert(
    object: string,
    keyField: string,
    values: Record<string, unknown>,
    allowSave: boolean,
  ): { record: TwinRecord; created: boolean } | RecordError {
    const matches = this.matching(object, keyField, values[keyField]);
    const [existing] = matches;
    if (matches.length > 1) {
      const ids = matches.map(({ Id }) => Id).join(', ');
      return complaint('DUPLICATE_EXTERNAL_ID', `${keyField}: more than one record found for external id field: [${ids}]`, [keyField]);
    }
    if (existing?.['IsConverted'] === true) return complaint('CANNOT_UPDATE_CONVERTED_LEAD', 'cannot reference converted lead', []);
    if (existing?.['IsLocked'] === true) return complaint('INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id', []);
    const problem = this.#problemWith(object, values, existing === undefined) ?? this.#duplicate(object, values, allowSave);
    if (problem !== undefined) return problem;
    if (existing === undefined) return { record: this.create(object, values), created: true };
    Object.assign(existing, kept(values));
    this.#automate(object, existing);
    return { record: existing, created: false };
  }

  /** Into the recycle bin, where nothing here looks. */
  remove(object: string, id: string): 'removed' | 'gone' | 'needed' {
    if (object === 'Contact' && this.#options.cases === true) return 'needed';
    return this.records[object]?.delete(id) === true ? 'removed' : 'gone';
  }

  #automate(object: string, record: TwinRecord): void {
    Object.assign(record, this.#options.automation?.(object, record) ?? {});
  }

  #problemWith(object: string, values: Record<string, unknown>, isNew: boolean): RecordError | undefined {
    const fields = this.fields[object] ?? [];
    const missing = fields.filter(({ name, nillable, defaultedOnCreate, createable }) => {
      const required = createable && !nillable && !defaultedOnCreate;
      return required && (isNew ? blank(values[name]) : name in values && blank(values[name]));
    });
    if (missing.length > 0) {
      const names = missing.map(({ name }) => name);
      return complaint('REQUIRED_FIELD_MISSING', `Required fields are missing: [${names.join(', ')}]`, names);
    }
    for (const [name, value] of Object.entries(values)) {
      const field = fields.find((candidate) => candidate.name === name);
      if (field === undefined || blank(value)) continue;
      const problem = this.#valueProblem(field, value);
      if (problem !== undefined) return problem;
    }
    return undefined;
  }

  #valueProblem(field: TwinField, value: unknown): RecordError | undefined {
    const { name, label, type, length } = field;
    const text = String(value);
    if (!field.createable || !field.updateable)
      return complaint(
        'INVALID_FIELD_FOR_INSERT_UPDATE',
        `Unable to create/update fields: ${name}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`,
        [name],
      );
    if (length > 0 && text.length > length)
      return complaint('STRING_TOO_LONG', `${label}: data value too large: ${text.slice(0, 40)} (max length=${length})`, [name]);
    if (type === 'email' && !/^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i.test(text))
      return complaint('INVALID_EMAIL_ADDRESS', `${label}: invalid email address: ${text}`, [name]);
    if (field.restrictedPicklist && !field.picklistValues.some((choice) => choice.value === text))
      return complaint('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', `${label}: bad value for restricted picklist field: ${text}`, [name]);
    if (type === 'reference' && !field.referenceTo.some((object) => this.records[object]?.has(text))) {
      return /^[A-Za-z0-9]{15}([A-Za-z0-9]{3})?$/.test(text)
        ? complaint('INVALID_CROSS_REFERENCE_KEY', `invalid cross reference id`, [name])
        : complaint('MALFORMED_ID', `${label}: id value of incorrect type: ${text}`, [name]);
    }
    return undefined;
  }

  #duplicate(object: string, { Email }: Record<string, unknown>, allowSave: boolean): RecordError | undefined {
    const found = object === 'Lead' && this.#options.duplicateRule === true && !allowSave ? this.matching('Contact', 'Email', Email) : [];
    if (found.length === 0) return undefined;
    const matchRecords = found.map(({ Id }) => ({ matchConfidence: 100, record: { attributes: { type: 'Contact' }, Id } }));
    return {
      ...complaint('DUPLICATES_DETECTED', 'Use one of these records?', []),
      duplicateResult: { allowSave: true, matchResults: [{ matchRecords }] },
    };
  }
}

export function isError(outcome: object): outcome is RecordError {
  return 'statusCode' in outcome;
}

function complaint(statusCode: string, message: string, fields: string[]): RecordError {
  return { statusCode, message, fields };
}

const blank = (value: unknown): boolean => value === undefined || value === null || value === '';

function fold(value: unknown): string {
  return String(value).toLowerCase();
}

/** Salesforce keeps e-mail addresses in lower case and trims texts. */
function kept(values: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(values).map(([name, value]) => {
    if (typeof value !== 'string') return [name, value] as const;
    return [name, name === 'Email' ? value.trim().toLowerCase() : value.trim()] as const;
  });
  return Object.fromEntries(entries);
}
