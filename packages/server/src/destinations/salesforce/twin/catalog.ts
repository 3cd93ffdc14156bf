/** A field as Salesforce describes it; members we do not look at are left out. */
export interface TwinField {
  name: string;
  label: string;
  type: string;
  createable: boolean;
  updateable: boolean;
  nillable: boolean;
  defaultedOnCreate: boolean;
  deprecatedAndHidden: boolean;
  externalId: boolean;
  idLookup: boolean;
  restrictedPicklist: boolean;
  length: number;
  inlineHelpText: string | null;
  referenceTo: string[];
  picklistValues: { active: boolean; defaultValue: boolean; label: string; value: string }[];
}

export function field(name: string, label: string, more: Partial<TwinField> = {}): TwinField {
  return {
    name,
    label,
    type: 'string',
    createable: true,
    updateable: true,
    nillable: true,
    defaultedOnCreate: false,
    deprecatedAndHidden: false,
    externalId: false,
    idLookup: false,
    restrictedPicklist: false,
    length: 255,
    inlineHelpText: null,
    referenceTo: [],
    picklistValues: [],
    ...more,
  };
}

const required = { nillable: false };
const picklist = (name: string, label: string, values: string[], more: Partial<TwinField> = {}) =>
  field(name, label, {
    type: 'picklist',
    picklistValues: values.map((value) => ({ active: true, defaultValue: false, label: value, value })),
    ...more,
  });
const checkbox = (name: string, label: string) =>
  field(name, label, { type: 'boolean', nillable: false, defaultedOnCreate: true, length: 0 });
const reference = (name: string, label: string, referenceTo: string[]) =>
  field(name, label, { type: 'reference', length: 18, referenceTo });
const area = (name: string, label: string) => field(name, label, { type: 'textarea', length: 32_000 });
const number = (name: string, label: string) => field(name, label, { type: 'currency', length: 0 });
const key = () => field('Handoff_Key__c', 'Handoff key', { externalId: true, idLookup: true });
const id = field('Id', 'Record ID', {
  type: 'id',
  createable: false,
  updateable: false,
  nillable: false,
  defaultedOnCreate: true,
  idLookup: true,
  length: 18,
});

const person = () => [
  id,
  field('LastName', 'Last Name', { ...required, length: 80 }),
  field('FirstName', 'First Name', { length: 40 }),
  field('Name', 'Full Name', { createable: false, updateable: false, nillable: false }),
  field('Email', 'Email', { type: 'email', length: 80, idLookup: true }),
  field('Phone', 'Phone', { type: 'phone', length: 40 }),
  area('Description', 'Description'),
  field('Budget__c', 'Budget', { type: 'double', length: 0, inlineHelpText: 'In euros.' }),
  checkbox('HasOptedOutOfEmail', 'Email Opt Out'),
  checkbox('DoNotCall', 'Do Not Call'),
];
const address = (prefix: string) => [
  field(`${prefix}Street`, 'Street', { type: 'textarea' }),
  field(`${prefix}City`, 'City', { length: 40 }),
  field(`${prefix}PostalCode`, 'Postal Code', { length: 20 }),
];

/** A new organization's fields, as far as flows commonly use them, with our key where the guide says to make it. */
export function defaultFields(): Record<string, TwinField[]> {
  return {
    Lead: [
      ...person(),
      field('Company', 'Company', required),
      ...address(''),
      picklist('Rating', 'Rating', ['Hot', 'Warm', 'Cold'], { restrictedPicklist: true }),
      checkbox('IsConverted', 'Converted'),
    ],
    Contact: [...person(), reference('AccountId', 'Account ID', ['Account']), ...address('Mailing')],
    Account: [
      id,
      field('Name', 'Account Name', required),
      field('Phone', 'Phone', { type: 'phone', length: 40 }),
      ...address('Billing'),
      key(),
    ],
    Opportunity: [
      id,
      field('Name', 'Name', { ...required, length: 120 }),
      picklist('StageName', 'Stage', ['Prospecting', 'Closed Won', 'Closed Lost'], required),
      field('CloseDate', 'Close Date', { type: 'date', ...required, length: 0 }),
      number('Amount', 'Amount'),
      area('Description', 'Description'),
      reference('AccountId', 'Account ID', ['Account']),
      key(),
    ],
    Task: [
      id,
      field('Subject', 'Subject'),
      area('Description', 'Description'),
      picklist('Status', 'Status', ['Not Started', 'Completed'], { nillable: false, defaultedOnCreate: true }),
      reference('WhoId', 'Name ID', ['Lead', 'Contact']),
      reference('WhatId', 'Related To ID', ['Account', 'Opportunity']),
      key(),
    ],
  };
}
