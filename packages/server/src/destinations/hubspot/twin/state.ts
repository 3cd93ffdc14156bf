import { defaultProperties, type TwinProperty } from './catalog.ts';
import { errorOf, exists, refused, type TwinError } from './errors.ts';
import { refusalsOf } from './values.ts';

export interface TwinRecord {
  id: string;
  properties: Record<string, string>;
  createdAt: string;
  updatedAt: string;
}

/** One HubSpot account: its records, their properties and what belongs to what. */
export class Account {
  readonly properties: Record<string, TwinProperty[]> = defaultProperties();
  readonly records: Record<string, Map<string, TwinRecord>> = {
    contacts: new Map(),
    companies: new Map(),
    deals: new Map(),
    notes: new Map(),
  };
  /** `deals:201 contacts:101`, each pair once, in both directions. */
  readonly associations = new Set<string>();
  /** The standing of each address on each subscription type, with the reason given for it. */
  readonly consent: Record<string, Record<string, { status: string; explanation?: string }>> = {};
  readonly now: () => number;
  #lastId = 100;

  constructor(now: () => number) {
    this.now = now;
  }

  /** @returns the record with this id, or with this value of a unique property. */
  find(objectType: string, id: string, idProperty?: string): TwinRecord | undefined {
    if (idProperty === undefined) return this.records[objectType]?.get(id);
    const wanted = fold(idProperty, id);
    return [...(this.records[objectType]?.values() ?? [])].find((record) => record.properties[idProperty] === wanted);
  }

  create(objectType: string, given: Record<string, string>): TwinRecord | TwinError {
    const properties = folded(given);
    const problem = this.problemWith(objectType, properties);
    if (problem) return problem;
    this.#lastId += 1;
    const at = new Date(this.now()).toISOString();
    const record = { id: String(this.#lastId), properties: withoutEmpty(properties), createdAt: at, updatedAt: at };
    this.records[objectType]?.set(record.id, record);
    return record;
  }

  update(objectType: string, record: TwinRecord, given: Record<string, string>): TwinRecord | TwinError {
    const properties = folded(given);
    const problem = this.problemWith(objectType, properties, record.id);
    if (problem) return problem;
    record.properties = withoutEmpty({ ...record.properties, ...properties });
    record.updatedAt = new Date(this.now()).toISOString();
    return record;
  }

  /** Removes a record and what connects it to others. */
  erase(objectType: string, id: string): void {
    this.records[objectType]?.delete(id);
    for (const pair of this.associations) if (pair.split(' ').includes(`${objectType}:${id}`)) this.associations.delete(pair);
  }

  associate(from: string, to: string): void {
    this.associations.add(`${from} ${to}`).add(`${to} ${from}`);
  }

  /** Ids of one type that belong to a record, in no order a client could rely on. */
  associated(objectType: string, id: string, toObjectType: string): string[] {
    const prefix = `${objectType}:${id} ${toObjectType}:`;
    return [...this.associations].filter((pair) => pair.startsWith(prefix)).map((pair) => pair.slice(prefix.length));
  }

  /** What HubSpot would say to these values; undefined where it takes them. */
  problemWith(objectType: string, values: Record<string, string>, ownId?: string): TwinError | undefined {
    const properties = this.properties[objectType] ?? [];
    const refusals = refusalsOf(properties, values);
    if (refusals.length > 0) return refused(refusals);
    for (const { name } of properties.filter((property) => property.hasUniqueValue)) {
      const value = values[name];
      const other = value === undefined || value === '' ? undefined : this.find(objectType, value, name);
      if (other === undefined || other.id === ownId) continue;
      if (name === 'email') return exists(other.id);
      const message = `Cannot set PropertyValueCoordinates{propertyName=${name}, value=${value}} on ${ownId ?? 'a new record'}. ${other.id} already has that value.`;
      return errorOf(400, 'VALIDATION_ERROR', message);
    }
    return undefined;
  }
}

export function isError(outcome: TwinRecord | TwinError): outcome is TwinError {
  return 'status' in outcome;
}

/** HubSpot keeps e-mail addresses in lower case. */
function fold(name: string, value: string): string {
  return name === 'email' ? value.trim().toLowerCase() : value;
}

function folded(properties: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, fold(name, value)]));
}

function withoutEmpty(properties: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== ''));
}
