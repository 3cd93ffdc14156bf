import { createHash } from 'node:crypto';
import type { MemberStatus } from '../status.ts';

/** One field of the twin's audience. */
export interface TwinField {
  tag: string;
  name: string;
  type: 'text' | 'number' | 'address' | 'phone' | 'date' | 'url' | 'imageurl' | 'radio' | 'dropdown' | 'birthday' | 'zip';
  required: boolean;
  options?: { choices?: string[]; date_format?: string; phone_format?: string };
}

export interface TwinMember {
  email: string;
  status: MemberStatus;
  mergeFields: Record<string, unknown>;
  tags: string[];
  permissions: Record<string, boolean>;
  language: string;
  webId: number;
}

/** The twin's answer to a refused request, in Mailchimp's own form. */
export class TwinRefusal extends Error {
  readonly status: number;
  readonly title: string;
  readonly errors: { field: string; message: string }[] | undefined;
  constructor(status: number, title: string, detail: string, errors?: { field: string; message: string }[]) {
    super(detail);
    this.status = status;
    this.title = title;
    this.errors = errors;
  }
}

export interface MemberWrite {
  email_address: string;
  status_if_new: MemberStatus;
  status?: MemberStatus | undefined;
  merge_fields?: Record<string, unknown> | undefined;
  marketing_permissions?: { marketing_permission_id: string; enabled: boolean }[] | undefined;
  language?: string | undefined;
}

export const hashOf = (email: string) => createHash('md5').update(email.toLowerCase()).digest('hex');

/** Every field a new Mailchimp audience has. */
export const NEW_AUDIENCE_FIELDS: TwinField[] = [
  { tag: 'FNAME', name: 'First Name', type: 'text', required: false },
  { tag: 'LNAME', name: 'Last Name', type: 'text', required: false },
  { tag: 'ADDRESS', name: 'Address', type: 'address', required: false },
  { tag: 'PHONE', name: 'Phone Number', type: 'phone', required: false },
];

/** What one audience holds, and Mailchimp's rules for changing it. */
export class TwinAudience {
  readonly members = new Map<string, TwinMember>();
  readonly forgotten = new Set<string>();
  /** Addresses Mailchimp does not let anyone subscribe, though they are not (or no longer visibly) members. */
  readonly restricted = new Set<string>();
  readonly fields: TwinField[];
  constructor(fields: TwinField[]) {
    this.fields = fields;
  }

  /** @param required whether a new person must bring the fields that are required. */
  write(hash: string, body: MemberWrite, required = true): TwinMember {
    const { email_address: email } = body;
    if (/\.invalid$/i.test(email))
      throw new TwinRefusal(400, 'Invalid Resource', `${email} looks fake or invalid, please enter a real email address.`);
    if (this.forgotten.has(hash)) {
      throw new TwinRefusal(
        400,
        'Forgotten Email Not Subscribed',
        `${email} was permanently deleted and cannot be re-imported. The contact must re-subscribe to get back on the list.`,
      );
    }
    const existing = this.members.get(hash);
    const status = body.status ?? existing?.status ?? body.status_if_new;
    if (this.#refuses(hash, existing, status)) {
      throw new TwinRefusal(
        400,
        'Member In Compliance State',
        `${email} is in a compliance state due to unsubscribe, bounce, or compliance review and cannot be subscribed.`,
      );
    }
    const mergeFields = { ...existing?.mergeFields, ...this.#accept(body.merge_fields ?? {}, required && existing === undefined) };
    const permissions = Object.fromEntries((body.marketing_permissions ?? []).map((one) => [one.marketing_permission_id, one.enabled]));
    const member: TwinMember = {
      email,
      status,
      mergeFields,
      tags: existing?.tags ?? [],
      permissions: { ...existing?.permissions, ...permissions },
      language: body.language ?? existing?.language ?? '',
      webId: existing?.webId ?? this.members.size + 1,
    };
    this.members.set(hash, member);
    return member;
  }

  #refuses(hash: string, existing: TwinMember | undefined, status: MemberStatus): boolean {
    if (status === 'subscribed') return this.restricted.has(hash) || existing?.status === 'unsubscribed' || existing?.status === 'cleaned';
    return status === 'pending' && existing?.status === 'cleaned';
  }

  /** Values for fields it does not have are dropped without a word, as Mailchimp does. */
  #accept(sent: Record<string, unknown>, isNew: boolean): Record<string, unknown> {
    const kept: Record<string, unknown> = {};
    const errors: { field: string; message: string }[] = [];
    for (const field of this.fields) {
      const value = sent[field.tag];
      if (isNew && field.required && (value === undefined || value === ''))
        errors.push({ field: field.tag, message: 'This value should not be blank.' });
      if (value === undefined) continue;
      const problem = this.#problemWith(field, value);
      if (problem === undefined) kept[field.tag] = value;
      else errors.push({ field: field.tag, message: problem });
    }
    if (errors.length > 0) throw new TwinRefusal(400, 'Invalid Resource', 'Your merge fields were invalid.', errors);
    return kept;
  }

  #problemWith(field: TwinField, value: unknown): string | undefined {
    if (value === '') return undefined;
    switch (field.type) {
      case 'number':
        return typeof value === 'number' ? undefined : 'Please enter a number';
      case 'radio':
      case 'dropdown':
        return field.options?.choices?.includes(String(value)) ? undefined : 'Please select one of the choices';
      case 'address': {
        if (typeof value !== 'object' || value === null) return 'Please enter a complete address';
        const parts = value as Record<string, unknown>;
        const isComplete = ['addr1', 'city', 'state', 'zip'].every((part) => typeof parts[part] === 'string' && parts[part] !== '');
        return isComplete || Object.keys(parts).length === 0 ? undefined : 'Please enter a complete address';
      }
      case 'date':
        return /^\d{4}-\d{2}-\d{2}$/.test(String(value)) ? undefined : 'Please enter a date';
      case 'birthday':
        return /^\d{2}\/\d{2}$/.test(String(value)) ? undefined : 'Please enter a birthday';
      default:
        return typeof value === 'string' ? undefined : 'Schema describes string';
    }
  }
}
