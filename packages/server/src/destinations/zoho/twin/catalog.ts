/** A field as Zoho lists it; members we do not look at are left out. */
export interface TwinField {
  api_name: string;
  field_label: string;
  data_type: string;
  system_mandatory: boolean;
  read_only: boolean;
  field_read_only: boolean;
  visible: boolean;
  length: number;
  unique: Record<string, unknown>;
  operation_type: { web_update: boolean; api_create: boolean; web_create: boolean; api_update: boolean };
  pick_list_values: { display_value: string; actual_value: string; type: 'used' | 'unused' }[];
  tooltip: { name: string; value: string } | null;
  lookup: { module?: { api_name: string } };
}

const WRITABLE = { web_update: true, api_create: true, web_create: true, api_update: true };

export function field(api_name: string, more: Partial<TwinField> = {}): TwinField {
  return {
    api_name,
    field_label: api_name.replaceAll('_', ' '),
    data_type: 'text',
    system_mandatory: false,
    read_only: false,
    field_read_only: false,
    visible: true,
    length: 255,
    unique: {},
    operation_type: WRITABLE,
    pick_list_values: [],
    tooltip: null,
    lookup: {},
    ...more,
  };
}

const mandatory = { system_mandatory: true };
const unique = { unique: { casesensitive: '' } };
const lookup = (name: string, module: string) => field(name, { data_type: 'lookup', lookup: { module: { api_name: module } } });
const picklist = (name: string, values: string[], more: Partial<TwinField> = {}) =>
  field(name, {
    data_type: 'picklist',
    pick_list_values: values.map((value) => ({ display_value: value, actual_value: value, type: 'used' })),
    ...more,
  });

const person = () => [
  field('First_Name', { length: 40 }),
  field('Last_Name', { ...mandatory, length: 80 }),
  field('Full_Name', { read_only: true }),
  field('Email', { data_type: 'email', length: 100 }),
  field('Phone', { data_type: 'phone', length: 30 }),
  field('Description', { data_type: 'textarea', length: 32_000 }),
  field('Email_Opt_Out', { data_type: 'boolean' }),
  field('Budget', { data_type: 'double', tooltip: { name: 'Info Icon', value: 'In euros.' } }),
  field('Photo', { data_type: 'profileimage' }),
];

/** A new organization's fields, as far as flows commonly use them, with our key where the guide says to make it. */
export function defaultFields(): Record<string, TwinField[]> {
  return {
    Leads: [
      ...person(),
      field('Company', { ...mandatory, length: 200 }),
      ...['Street', 'City', 'Zip_Code'].map((name) => field(name)),
      picklist('Rating', ['Hot', 'Warm'], {}),
      field('Interests', { data_type: 'multiselectpicklist' }),
      field('Called_At', { data_type: 'datetime' }),
    ],
    Contacts: [
      ...person(),
      lookup('Account_Name', 'Accounts'),
      ...['Mailing_Street', 'Mailing_City', 'Mailing_Zip'].map((name) => field(name)),
    ],
    Accounts: [
      field('Account_Name', { ...mandatory, ...unique, length: 200 }),
      ...['Billing_Street', 'Billing_City', 'Billing_Code'].map((name) => field(name)),
    ],
    Deals: [
      field('Deal_Name', { ...mandatory, length: 120 }),
      picklist('Stage', ['Qualification', 'Closed Won', 'Closed Lost'], mandatory),
      field('Amount', { data_type: 'currency' }),
      field('Closing_Date', { data_type: 'date' }),
      field('Description', { data_type: 'textarea', length: 32_000 }),
      lookup('Account_Name', 'Accounts'),
      lookup('Contact_Name', 'Contacts'),
      field('Handoff_Key', unique),
    ],
  };
}

/** What Zoho itself checks for duplicates by. */
export const SYSTEM_KEYS: Record<string, string> = { Leads: 'Email', Contacts: 'Email', Accounts: 'Account_Name', Deals: 'Deal_Name' };
