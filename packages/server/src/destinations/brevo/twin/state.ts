export interface TwinAttribute {
  name: string;
  category: 'normal' | 'category' | 'transactional' | 'calculated' | 'global';
  type?: 'text' | 'date' | 'float' | 'boolean' | 'multiple-choice' | 'user' | 'id';
  enumeration?: { label: string; value: number; valueStr: string }[];
  multiCategoryOptions?: string[];
}

export interface TwinContact {
  id: number;
  email: string;
  emailBlacklisted: boolean;
  smsBlacklisted: boolean;
  listIds: number[];
  listUnsubscribed: number[];
  attributes: Record<string, unknown>;
}

export interface TwinTemplate {
  id: number;
  isActive: boolean;
  doiTemplate: boolean;
}

/** A confirmation e-mail that went out. */
export interface TwinMail {
  email: string;
  listIds: number[];
  templateId: number;
  attributes: Record<string, unknown>;
}

export interface ContactWrite {
  email: string;
  attributes?: Record<string, unknown> | undefined;
  emailBlacklisted?: boolean | undefined;
  smsBlacklisted?: boolean | undefined;
  listIds?: number[] | undefined;
  updateEnabled?: boolean | undefined;
}

/** The twin's answer to a refused request, in Brevo's own form. */
export class TwinRefusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly metadata: Record<string, unknown> | undefined;
  constructor(status: number, code: string, message: string, metadata?: Record<string, unknown>) {
    super(message);
    this.status = status;
    this.code = code;
    this.metadata = metadata;
  }
}

/** What a new English account has. */
export const NEW_ACCOUNT_ATTRIBUTES: TwinAttribute[] = [
  { name: 'LASTNAME', category: 'normal', type: 'text' },
  { name: 'FIRSTNAME', category: 'normal', type: 'text' },
  { name: 'SMS', category: 'normal', type: 'text' },
  {
    name: 'DOUBLE_OPT-IN',
    category: 'category',
    type: 'text',
    enumeration: [
      { label: 'Yes', value: 1, valueStr: '1' },
      { label: 'No', value: 2, valueStr: '2' },
    ],
  },
];

/** What one Brevo account holds, and Brevo's rules for changing it. */
export class TwinAccount {
  readonly contacts = new Map<string, TwinContact>();
  readonly mails: TwinMail[] = [];
  readonly attributes: TwinAttribute[];
  readonly lists: number[];
  readonly templates: TwinTemplate[];
  #lastId = 0;

  constructor(parts: { attributes: TwinAttribute[]; lists: number[]; templates: TwinTemplate[] }) {
    this.attributes = parts.attributes;
    this.lists = parts.lists;
    this.templates = parts.templates;
  }

  /** @returns the id of a contact that is new; undefined for one that was there. */
  write(body: ContactWrite): number | undefined {
    const key = body.email.toLowerCase();
    const existing = this.contacts.get(key);
    if (existing !== undefined && body.updateEnabled !== true)
      throw new TwinRefusal(400, 'duplicate_parameter', 'Unable to create contact, email is already associated with another Contact', {
        duplicate_identifiers: ['email'],
      });
    const unknownList = body.listIds?.find((id) => !this.lists.includes(id));
    if (unknownList !== undefined) throw new TwinRefusal(400, 'invalid_parameter', `List ID ${unknownList} does not exist`);
    const attributes = this.accept(body.attributes ?? {}, key);
    const contact: TwinContact = {
      id: existing?.id ?? ++this.#lastId,
      email: key,
      emailBlacklisted: body.emailBlacklisted ?? existing?.emailBlacklisted ?? false,
      smsBlacklisted: body.smsBlacklisted ?? existing?.smsBlacklisted ?? false,
      listIds: [...new Set([...(existing?.listIds ?? []), ...(body.listIds ?? [])])],
      listUnsubscribed: (existing?.listUnsubscribed ?? []).filter((id) => !body.listIds?.includes(id)),
      attributes: { ...existing?.attributes, ...attributes },
    };
    this.contacts.set(key, contact);
    return existing === undefined ? contact.id : undefined;
  }

  /** Drops what is unknown or of the wrong type without a word, as Brevo does; a bad or taken phone number refuses all. */
  accept(sent: Record<string, unknown>, owner: string): Record<string, unknown> {
    const kept: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(sent)) {
      const attribute = this.attributes.find((one) => one.name === name);
      if (attribute === undefined || !fits(attribute, value)) continue;
      kept[name] = name === 'SMS' && value !== '' ? this.#phone(String(value), owner) : value;
    }
    return kept;
  }

  #phone(value: string, owner: string): string {
    const digits = value.replace(/^(\+|00)/, '');
    if (!/^\d{8,15}$/.test(digits)) throw new TwinRefusal(400, 'invalid_parameter', 'Invalid phone number');
    const taken = [...this.contacts.values()].some(({ email, attributes }) => email !== owner && attributes['SMS'] === digits);
    if (taken)
      throw new TwinRefusal(400, 'duplicate_parameter', 'Unable to create contact, SMS is already associated with another Contact', {
        duplicate_identifiers: ['SMS'],
      });
    return digits;
  }
}

function fits({ category, type, enumeration, multiCategoryOptions }: TwinAttribute, value: unknown): boolean {
  if (value === '') return true;
  if (category === 'category') return enumeration?.some((one) => one.value === value || one.valueStr === value) ?? false;
  if (category !== 'normal') return false;
  switch (type) {
    case 'float':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'date':
      return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
    case 'multiple-choice':
      return Array.isArray(value) && value.every((one) => multiCategoryOptions?.includes(String(one)));
    default:
      return typeof value === 'string';
  }
}
