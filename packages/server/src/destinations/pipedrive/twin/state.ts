/** A custom field; the code is a number of 40 characters, as Pipedrive makes them. */
export interface TwinField {
  field_name: string;
  field_code: string;
  field_type: string;
  is_custom_field: boolean;
  is_optional_response_field: boolean;
  options: { id: number; label: string }[] | null;
}

export interface TwinRecord {
  id: number | string;
  custom_fields?: Record<string, unknown>;
  [member: string]: unknown;
}

/** A refusal in Pipedrive's form. */
export class TwinRefusal extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export type Kind = 'persons' | 'organizations' | 'deals' | 'leads' | 'notes';
export type FieldKind = 'personFields' | 'organizationFields' | 'dealFields';

const FIELDS_OF: Partial<Record<Kind, FieldKind>> = {
  persons: 'personFields',
  organizations: 'organizationFields',
  deals: 'dealFields',
};

/** What a reference in a body leads to. */
const REFERENCES: Record<string, Kind> = {
  person_id: 'persons',
  org_id: 'organizations',
  organization_id: 'organizations',
  deal_id: 'deals',
  lead_id: 'leads',
};

export function customField(name: string, type: string, digit: string, options: { id: number; label: string }[] | null = null): TwinField {
  return {
    field_name: name,
    field_code: digit.repeat(40),
    field_type: type,
    is_custom_field: true,
    is_optional_response_field: false,
    options,
  };
}

/** One Pipedrive company. */
export class Company {
  readonly records: Record<Kind, TwinRecord[]> = { persons: [], organizations: [], deals: [], leads: [], notes: [] };
  readonly fields: Record<FieldKind, TwinField[]>;
  /** Ids the search does not know yet. */
  readonly unindexed = new Set<number | string>();
  #lastId = 0;

  constructor(fields: Partial<Record<FieldKind, TwinField[]>>) {
    this.fields = { personFields: [], organizationFields: [], dealFields: [], ...fields };
  }

  get(kind: Kind, id: string | number): TwinRecord {
    const found = this.records[kind].find((record) => String(record.id) === String(id));
    if (found === undefined) throw new TwinRefusal(404, `${kind.slice(0, -1)} not found`);
    return found;
  }

  create(kind: Kind, body: Record<string, unknown>): TwinRecord {
    const named = kind === 'persons' || kind === 'organizations' ? 'name' : kind === 'notes' ? 'content' : 'title';
    if (body[named] === undefined) throw new TwinRefusal(400, `Validation failed: ${named}: Required`);
    this.#check(kind, body);
    this.#lastId += 1;
    const id = kind === 'leads' ? `00000000-0000-4000-8000-${String(this.#lastId).padStart(12, '0')}` : this.#lastId;
    const initial = kind === 'persons' ? { marketing_status: 'no_consent', phones: [] } : kind === 'deals' ? { status: 'open' } : {};
    const record: TwinRecord = { id, ...initial, ...body };
    this.records[kind].push(record);
    return record;
  }

  update(kind: Kind, id: string | number, body: Record<string, unknown>): TwinRecord {
    const record = this.get(kind, id);
    this.#check(kind, body);
    const custom = { ...record.custom_fields, ...(body['custom_fields'] as Record<string, unknown> | undefined) };
    return Object.assign(record, body, Object.keys(custom).length === 0 ? {} : { custom_fields: custom });
  }

  remove(kind: Kind, id: string | number): void {
    const record = this.get(kind, id);
    this.records[kind].splice(this.records[kind].indexOf(record), 1);
  }

  #check(kind: Kind, body: Record<string, unknown>): void {
    for (const [member, target] of Object.entries(REFERENCES)) {
      const id = body[member];
      if (id !== undefined && !this.records[target].some((record) => record.id === id))
        throw new TwinRefusal(400, `Validation failed: ${member}: ${target.slice(0, -1)} does not exist`);
    }
    const attached = ['person_id', 'organization_id', 'org_id', 'deal_id', 'lead_id'].some((member) => body[member] !== undefined);
    if (kind === 'leads' && body['origin_id'] !== undefined && !attached)
      throw new TwinRefusal(400, 'A lead must be linked to a person or an organization.');
    if (kind === 'notes' && !attached) throw new TwinRefusal(400, 'One of deal_id, person_id, org_id or lead_id is required.');
    const emails = (body['emails'] ?? []) as { value: string }[];
    const wrong = emails.find(({ value }) => value.endsWith('.invalid'));
    if (wrong !== undefined) throw new TwinRefusal(400, `Validation failed: emails.0.value: ${wrong.value} is not an email`);
    const fieldKind = FIELDS_OF[kind];
    for (const [code, value] of Object.entries((body['custom_fields'] ?? {}) as Record<string, unknown>)) {
      const field = fieldKind === undefined ? undefined : this.fields[fieldKind].find((one) => one.field_code === code);
      if (field === undefined) throw new TwinRefusal(400, `Validation failed: custom_fields: ${code} is not a known field`);
      const problem = problemWith(field, value);
      if (problem !== undefined) throw new TwinRefusal(400, `Validation failed: custom_fields.${code}: ${problem}`);
    }
  }
}

function problemWith({ field_type: type, options }: TwinField, value: unknown): string | undefined {
  if (value === null) return undefined;
  const known = (id: unknown) => options?.some((option) => option.id === id) === true;
  switch (type) {
    case 'double':
      return typeof value === 'number' ? undefined : 'Expected number';
    case 'enum':
      return known(value) ? undefined : 'Invalid option';
    case 'set':
      return Array.isArray(value) && value.every(known) ? undefined : 'Invalid option';
    case 'date':
      return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? undefined : 'Invalid date';
    default:
      return typeof value === 'string' ? undefined : 'Expected string';
  }
}
