/** A custom field of the account, as `ticket_fields` and `user_fields` list it. */
export interface TwinField {
  id: number;
  key: string;
  type: string;
  title: string;
  description: string;
  active: boolean;
  removable: boolean;
  required: boolean;
  custom_field_options?: { id: number; name: string; value: string }[];
}

export interface TwinUser {
  id: number;
  name: string;
  email: string | null;
  phone: string | null;
  external_id: string | null;
  role: 'end-user' | 'agent' | 'admin';
  suspended: boolean;
  user_fields: Record<string, unknown>;
}

export interface TwinTicket {
  id: number;
  external_id: string | null;
  subject: string;
  requester_id: number;
  priority: string | null;
  type: string | null;
  tags: string[];
  custom_fields: { id: number; value: unknown }[];
  comments: { body: string; public: boolean }[];
}

const field = (id: number, type: string, title: string, more: Partial<TwinField> = {}): TwinField => ({
  id,
  key: title.toLowerCase().replaceAll(' ', '_'),
  type,
  title,
  description: '',
  active: true,
  removable: true,
  required: false,
  ...more,
});

const PLANS = [
  { id: 1, name: 'Small', value: 'plan_small' },
  { id: 2, name: 'Large', value: 'plan_large' },
];

/** One Zendesk account: system fields, fields of its own, an agent, customers and tickets. */
export class Account {
  readonly ticketFields = [
    field(100, 'subject', 'Subject', { removable: false, required: true }),
    field(101, 'tagger', 'Plan', { custom_field_options: PLANS, required: true }),
    field(102, 'integer', 'Budget'),
    field(103, 'multiselect', 'Topics', { custom_field_options: PLANS }),
    field(104, 'text', 'Old field', { active: false }),
    field(105, 'checkbox', 'Newsletter'),
    field(106, 'date', 'Delivery date'),
    field(107, 'lookup', 'Seller'),
  ];
  readonly userFields = [
    field(201, 'dropdown', 'Plan', { custom_field_options: PLANS }),
    field(202, 'decimal', 'Spent'),
    field(203, 'textarea', 'About'),
  ];
  users: TwinUser[] = [];
  tickets: TwinTicket[] = [];
  /** Deleted once; a second deletion erases. */
  readonly trash = { users: new Set<number>(), tickets: new Set<number>() };
  #lastId = 1000;

  constructor() {
    this.addUser({ name: 'Ada Agent', email: 'agent@engines.example', role: 'admin' });
  }

  nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  addUser(given: Partial<TwinUser>): TwinUser {
    const user: TwinUser = {
      id: this.nextId(),
      name: '',
      email: null,
      phone: null,
      external_id: null,
      role: 'end-user',
      suspended: false,
      user_fields: Object.fromEntries(this.userFields.map(({ key }) => [key, null])),
      ...given,
    };
    this.users.push(user);
    return user;
  }

  findUser({ email, externalId }: { email?: string | undefined; externalId?: string | undefined }): TwinUser | undefined {
    const same = (one: string | null, other: string | undefined) => one !== null && one.toLowerCase() === other?.toLowerCase();
    return externalId === undefined
      ? this.users.find((user) => same(user.email, email))
      : (this.users.find((user) => same(user.external_id, externalId)) ?? this.users.find((user) => same(user.email, email)));
  }
}

/** What Zendesk keeps of a value: an option it does not know and a number that is none are dropped without a word. */
export function kept(fieldOf: TwinField, value: unknown): unknown {
  const known = new Set(fieldOf.custom_field_options?.map((option) => option.value));
  switch (fieldOf.type) {
    case 'tagger':
    case 'dropdown':
      return known.has(String(value)) ? value : null;
    case 'multiselect':
      return Array.isArray(value) ? value.filter((one) => known.has(String(one))) : null;
    case 'integer':
    case 'decimal':
      return typeof value !== 'string' && typeof value !== 'number' ? null : Number.isNaN(Number(value)) ? null : String(value);
    default:
      return value;
  }
}
