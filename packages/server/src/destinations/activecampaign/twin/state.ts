export interface TwinContact {
  id: string;
  email: string;
  firstName: string;
  lastName: string;
  phone: string;
  fieldValues: Record<string, string>;
}

export interface TwinField {
  id: string;
  title: string;
  type: string;
  descript: string;
  options?: string[];
}

/** A refusal in ActiveCampaign's form. */
export class TwinRefusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly pointer: string;
  constructor(status: number, title: string, code = '', pointer = '') {
    super(title);
    this.status = status;
    this.code = code;
    this.pointer = pointer;
  }
}

/** One ActiveCampaign account. */
export class Account {
  readonly contacts: TwinContact[] = [];
  readonly tags: { id: string; tag: string }[] = [];
  readonly contactTags: { id: string; contact: string; tag: string }[] = [];
  readonly contactLists: { id: string; contact: string; list: string; status: string }[] = [];
  readonly runs: { id: string; contact: string; automation: string; adddate: string }[] = [];
  readonly lists = [
    { id: '1', name: 'Newsletter' },
    { id: '2', name: 'Offers' },
  ];
  readonly automations = [
    { id: '7', name: 'Welcome' },
    { id: '8', name: 'After an order' },
  ];
  /** Which automation each tag starts, by the tag's name. */
  readonly startedBy: Record<string, string>;
  readonly fields: TwinField[];
  readonly now: () => number;
  #lastId = 100;

  constructor(now: () => number, fields: TwinField[], startedBy: Record<string, string>) {
    this.now = now;
    this.fields = fields;
    this.startedBy = startedBy;
  }

  sync(given: { email: string; firstName?: string; lastName?: string; phone?: string; fieldValues?: { field: string; value: string }[] }): {
    contact: TwinContact;
    isNew: boolean;
  } {
    const { email, fieldValues = [], ...names } = given;
    if (!/^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i.test(email) || email.endsWith('.invalid'))
      throw new TwinRefusal(422, 'Email address is not valid', 'email_invalid', '/data/attributes/email');
    const known = this.contacts.find((contact) => contact.email.toLowerCase() === email.toLowerCase());
    const contact = known ?? { id: this.#id(), email, firstName: '', lastName: '', phone: '', fieldValues: {} };
    Object.assign(contact, names);
    // A field it does not have, or a value a dropdown does not offer, goes unnoticed.
    for (const { field, value } of fieldValues) {
      const custom = this.fields.find(({ id }) => id === field);
      if (custom === undefined) continue;
      const { options } = custom;
      if (options === undefined || value === '' || value.startsWith('||') || options.includes(value)) contact.fieldValues[field] = value;
    }
    if (known === undefined) this.contacts.push(contact);
    return { contact, isNew: known === undefined };
  }

  contact(id: string): TwinContact {
    const found = this.contacts.find((contact) => contact.id === id);
    if (found === undefined) throw new TwinRefusal(404, `No Result found for Subscriber with id ${id}`);
    return found;
  }

  makeTag(tag: string): { id: string; tag: string } {
    if (this.tags.some((one) => one.tag.toLowerCase() === tag.toLowerCase()))
      throw new TwinRefusal(422, 'The tag already exists in the system', 'duplicate', '/data/attributes/tag');
    const made = { id: this.#id(), tag };
    this.tags.push(made);
    return made;
  }

  /** Starts what the tag starts, each time: the worst that can be. */
  tag(contact: string, tag: string): { id: string; contact: string; tag: string } {
    this.#check(contact);
    const known = this.tags.find(({ id }) => id === tag);
    if (known === undefined) throw new TwinRefusal(422, 'Tag does not exist', 'related_missing', '/data/attributes/tag');
    const automation = this.startedBy[known.tag];
    if (automation !== undefined) this.start(contact, automation);
    const there = this.contactTags.find((one) => one.contact === contact && one.tag === tag);
    if (there !== undefined) return there;
    const made = { id: this.#id(), contact, tag };
    this.contactTags.push(made);
    return made;
  }

  /** Subscribes anybody, also who unsubscribed. */
  setStatus(contact: string, list: string, status: string): object {
    this.#check(contact);
    if (!this.lists.some(({ id }) => id === list))
      throw new TwinRefusal(422, 'List does not exist', 'related_missing', '/data/attributes/list');
    const there = this.contactLists.find((one) => one.contact === contact && one.list === list);
    if (there !== undefined) return Object.assign(there, { status });
    const made = { id: this.#id(), contact, list, status };
    this.contactLists.push(made);
    return made;
  }

  /** Starts anew each time it is asked. */
  start(contact: string, automation: string): object {
    this.#check(contact);
    if (!this.automations.some(({ id }) => id === automation))
      throw new TwinRefusal(422, 'Automation does not exist', 'related_missing', '/data/attributes/automation');
    const run = { id: this.#id(), contact, automation, adddate: new Date(this.now()).toISOString() };
    this.runs.push(run);
    return run;
  }

  erase(id: string): void {
    this.contacts.splice(this.contacts.indexOf(this.contact(id)), 1);
    for (const list of [this.contactTags, this.contactLists, this.runs]) {
      for (let at = list.length - 1; at >= 0; at--) if (list[at]?.contact === id) list.splice(at, 1);
    }
  }

  #check(contact: string): void {
    if (!this.contacts.some(({ id }) => id === contact))
      throw new TwinRefusal(422, 'Contact does not exist', 'related_missing', '/data/attributes/contact');
  }

  #id(): string {
    this.#lastId += 1;
    return String(this.#lastId);
  }
}
