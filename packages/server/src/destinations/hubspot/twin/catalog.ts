/** A property definition as HubSpot lists it; members we do not look at are left out. */
export interface TwinProperty {
  name: string;
  label: string;
  type: string;
  fieldType: string;
  groupName: string;
  description: string;
  options: { label: string; value: string; hidden: boolean; displayOrder: number }[];
  hasUniqueValue: boolean;
  hidden: boolean;
  calculated: boolean;
  archived: boolean;
  hubspotDefined: boolean;
  modificationMetadata: { archivable: boolean; readOnlyDefinition: boolean; readOnlyValue: boolean };
}

type Given = Pick<TwinProperty, 'name' | 'label' | 'type' | 'fieldType'> & Partial<TwinProperty>;

export function property(given: Given, readOnlyValue = false): TwinProperty {
  return {
    groupName: 'information',
    description: '',
    options: [],
    hasUniqueValue: false,
    hidden: false,
    calculated: false,
    archived: false,
    hubspotDefined: true,
    modificationMetadata: { archivable: false, readOnlyDefinition: true, readOnlyValue },
    ...given,
  };
}

const text = (name: string, label: string, fieldType = 'text') => property({ name, label, type: 'string', fieldType });
const readOnly = (name: string, label: string, type: string) =>
  property({ name, label, type, fieldType: type === 'datetime' ? 'date' : 'number' }, true);

function choice(name: string, label: string, values: Record<string, string>): TwinProperty {
  const options = Object.entries(values).map(([value, optionLabel], displayOrder) => ({
    value,
    label: optionLabel,
    hidden: false,
    displayOrder,
  }));
  return property({ name, label, type: 'enumeration', fieldType: 'select', options });
}

/** A new account's properties, as far as flows commonly use them. */
export function defaultProperties(): Record<string, TwinProperty[]> {
  return {
    contacts: [
      { ...text('email', 'Email'), hasUniqueValue: true },
      text('firstname', 'First Name'),
      text('lastname', 'Last Name'),
      text('phone', 'Phone Number', 'phonenumber'),
      text('mobilephone', 'Mobile Phone Number', 'phonenumber'),
      text('company', 'Company Name'),
      text('jobtitle', 'Job Title'),
      text('website', 'Website URL'),
      text('message', 'Message', 'textarea'),
      text('address', 'Street Address'),
      text('city', 'City'),
      text('zip', 'Postal Code'),
      text('state', 'State/Region'),
      text('country', 'Country/Region'),
      property({ name: 'annualrevenue', label: 'Annual Revenue', type: 'number', fieldType: 'number' }),
      choice('lifecyclestage', 'Lifecycle Stage', {
        subscriber: 'Subscriber',
        lead: 'Lead',
        opportunity: 'Opportunity',
        customer: 'Customer',
      }),
      choice('hs_lead_status', 'Lead Status', { NEW: 'New', OPEN: 'Open', CONNECTED: 'Connected' }),
      readOnly('createdate', 'Create Date', 'datetime'),
      readOnly('hs_object_id', 'Record ID', 'number'),
    ],
    deals: [
      text('dealname', 'Deal Name'),
      property({ name: 'amount', label: 'Amount', type: 'number', fieldType: 'number' }),
      property({ name: 'closedate', label: 'Close Date', type: 'datetime', fieldType: 'date' }),
      text('description', 'Deal Description', 'textarea'),
      choice('pipeline', 'Pipeline', { default: 'Sales Pipeline' }),
      choice('dealstage', 'Deal Stage', {
        appointmentscheduled: 'Appointment Scheduled',
        qualifiedtobuy: 'Qualified To Buy',
        contractsent: 'Contract Sent',
        closedwon: 'Closed Won',
        closedlost: 'Closed Lost',
      }),
      choice('dealtype', 'Deal Type', { newbusiness: 'New Business', existingbusiness: 'Existing Business' }),
      { ...readOnly('hs_is_closed_won', 'Is Closed Won', 'bool'), calculated: true },
      readOnly('hs_object_id', 'Record ID', 'number'),
    ],
    companies: [
      text('name', 'Company name'),
      text('domain', 'Company Domain Name'),
      text('phone', 'Phone Number', 'phonenumber'),
      text('address', 'Street Address'),
      text('city', 'City'),
      text('zip', 'Postal Code'),
      text('state', 'State/Region'),
      text('country', 'Country/Region'),
      property({ name: 'numberofemployees', label: 'Number of Employees', type: 'number', fieldType: 'number' }),
      readOnly('createdate', 'Create Date', 'datetime'),
      readOnly('hs_object_id', 'Record ID', 'number'),
    ],
    notes: [
      text('hs_note_body', 'Note body', 'html'),
      property({ name: 'hs_timestamp', label: 'Activity date', type: 'datetime', fieldType: 'date' }),
      text('hs_attachment_ids', 'Attached files'),
      readOnly('hs_object_id', 'Record ID', 'number'),
    ],
  };
}
