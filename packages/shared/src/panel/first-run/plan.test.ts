import { describe, expect, test } from 'vitest';
import { FlowSpec } from '../../flow/flow.ts';
import type { Mapping } from '../../mapping/spec.ts';
import { fitToForms, flowName, leftOut, planFlow, planRows, stepKey, type Wanted } from './plan.ts';

const t = (english: string) => english;
const FIELDS = [
  { key: 'name', label: 'Ihr Name', type: 'text' },
  { key: 'mail', label: 'Ihre E-Mail', type: 'email' },
  { key: 'nachricht', label: 'Ihre Nachricht', type: 'textarea' },
  { key: 'budget', label: 'Budget', type: 'number' },
];
const form = { source: 'contact-form-7', id: '5', title: 'Kontakt', fields: FIELDS, ambiguous: false };
const wanted: Wanted = { kind: 'form', form };
const SUGGESTED: Mapping = {
  fields: {
    '/properties/email': { do: 'email', from: { do: 'path', path: '/subject/email' } },
    '/properties/firstname': {
      do: 'coalesce',
      of: [
        { do: 'path', path: '/subject/firstName' },
        { do: 'splitName', from: { do: 'path', path: '/subject/name' }, part: 'first' },
      ],
    },
    '/properties/message': {
      do: 'coalesce',
      of: [
        { do: 'path', path: '/data/fields/your-message' },
        { do: 'path', path: '/data/fields/message' },
      ],
    },
    '/properties/source': { do: 'literal', value: 'website' },
  },
};
const step = { connectionId: 'con_1', operation: 'upsertContact', mapping: SUGGESTED };

describe('the flow', () => {
  test('runs on the one form of the one site, and is one the server takes', () => {
    const spec = planFlow(wanted, 'src_1', step);
    expect(FlowSpec.parse(spec)).toEqual(spec);
    expect(spec.trigger).toEqual({ types: ['form.submitted'], sources: ['src_1'], forms: ['5'] });
    expect(spec.steps).toEqual([{ key: 'contact', connection: 'con_1', operation: 'upsertContact', mapping: SUGGESTED }]);
    expect(spec).not.toHaveProperty('conditions');
  });

  test('tells two plugins’ forms of the same number apart', () => {
    const spec = planFlow({ kind: 'form', form: { ...form, ambiguous: true } }, 'src_1', step);
    expect(FlowSpec.parse(spec).conditions).toEqual({ is: 'equals', path: '/data/form/plugin', value: 'contact-form-7' });
  });

  test('runs on all forms, or on new orders', () => {
    expect(planFlow({ kind: 'forms', forms: [] }, 'src_1', step).trigger).toEqual({ types: ['form.submitted'], sources: ['src_1'] });
    expect(planFlow({ kind: 'orders' }, 'src_1', step).trigger.types).toEqual(['order.created']);
  });

  test('keeps customers in step where the destination changes what it has, and tells of new ones elsewhere', () => {
    const types = (what: Wanted, mapping = SUGGESTED) => planFlow(what, 'src_1', { ...step, mapping }).trigger.types;
    expect(types({ kind: 'customers', inStep: true })).toEqual(['customer.created', 'customer.updated']);
    expect(types({ kind: 'customers', inStep: false })).toEqual(['customer.created']);
  });

  test('takes changes of consent where consent is sent, of those who can be found by their e-mail', () => {
    const mapping: Mapping = { fields: { ...SUGGESTED.fields, '/consent': { do: 'path', path: '/consent' } } };
    const spec = planFlow({ kind: 'customers', inStep: true }, 'src_1', { ...step, mapping });
    expect(FlowSpec.parse(spec).trigger.types).toContain('consent.updated');
    expect(spec.conditions).toEqual({ is: 'present', path: '/subject/email' });
    expect(planFlow({ kind: 'customers', inStep: true }, 'src_1', step)).not.toHaveProperty('conditions');
    const byPhone: Mapping = { fields: { ...mapping.fields, '/phone_number': { do: 'path', path: '/subject/phone' } } };
    expect(planFlow({ kind: 'customers', inStep: true }, 'src_1', { ...step, mapping: byPhone })).not.toHaveProperty('conditions');
  });

  test('is named for what it does', () => {
    expect(flowName(wanted, 'HubSpot', t)).toBe('Kontakt to HubSpot');
    expect(flowName({ kind: 'forms', forms: [] }, 'HubSpot', t)).toBe('All forms to HubSpot');
    expect(flowName({ kind: 'form', form: { ...form, title: 'x'.repeat(300) } }, 'HubSpot', t)).toHaveLength(200);
  });

  test.each([
    ['upsertContact', 'contact'],
    ['postMessage', 'message'],
    ['send', 'send'],
    ['', 'step'],
  ])('the step of %j is called %s', (operation, key) => expect(stepKey(operation)).toBe(key));
});

describe('fitting the form', () => {
  test('the form’s long answer takes the place of a message under other names', () => {
    expect(fitToForms(SUGGESTED, [FIELDS]).fields).toEqual({
      ...SUGGESTED.fields,
      '/properties/message': { do: 'path', path: '/data/fields/nachricht' },
    });
  });

  test('a message the form has stays as suggested', () => {
    const fields = [{ key: 'message', label: 'Message', type: 'textarea' }];
    expect(fitToForms(SUGGESTED, [fields]).fields['/properties/message']).toEqual({ do: 'path', path: '/data/fields/message' });
  });

  test('of several forms each gives its message, whatever it is called', () => {
    const others = [{ key: 'message', label: 'Message', type: 'textarea' }];
    expect(fitToForms(SUGGESTED, [FIELDS, others]).fields['/properties/message']).toEqual({
      do: 'coalesce',
      of: [
        { do: 'path', path: '/data/fields/message' },
        { do: 'path', path: '/data/fields/nachricht' },
      ],
    });
    const many = Array.from({ length: 30 }, (_, index) => [{ key: `m${index}`, label: 'Message', type: 'textarea' }]);
    const fitted = fitToForms(SUGGESTED, many);
    expect(FlowSpec.parse(planFlow({ kind: 'forms', forms: many }, 'src_1', { ...step, mapping: fitted })).steps).toHaveLength(1);
  });

  test('orders stay as suggested', () => {
    expect(fitToForms(SUGGESTED, [])).toEqual(SUGGESTED);
  });

  test('without any long answer the message is left out, everything else stays', () => {
    const { '/properties/message': _message, ...rest } = SUGGESTED.fields;
    expect(fitToForms(SUGGESTED, [FIELDS.slice(0, 2)]).fields).toEqual(rest);
  });
});

describe('the table', () => {
  const targets = [
    { path: '/properties/email', label: 'Email' },
    { path: '/properties/firstname', label: 'First Name' },
    { path: '/properties/message', label: 'Message' },
  ];

  test('says by the form’s own labels what fills which field', () => {
    expect(planRows(fitToForms(SUGGESTED, [FIELDS]), targets, [FIELDS], t)).toEqual([
      { target: '/properties/email', to: 'Email', from: ['Ihre E-Mail'] },
      { target: '/properties/firstname', to: 'First Name', from: ['Ihr Name'] },
      { target: '/properties/message', to: 'Message', from: ['Ihre Nachricht'] },
      { target: '/properties/source', to: 'Source', from: [] },
    ]);
  });

  test('first and last name that a form asks for by themselves are told apart', () => {
    const fields = [
      { key: 'a', label: 'First name', type: 'text' },
      { key: 'b', label: 'Last name', type: 'text' },
    ];
    const [row] = planRows({ fields: { '/x': { do: 'path', path: '/subject/lastName' } } }, [], [fields], t);
    expect(row?.from).toEqual(['Last name']);
  });

  test('what only helps to read a value is not its source, and what the form cannot fill is not listed', () => {
    const fields = [{ key: 'tel', label: 'Telefon', type: 'tel' }];
    const phone = { do: 'path', path: '/subject/phone' } as const;
    const mapping: Mapping = {
      fields: {
        '/phone': { do: 'e164', from: phone, countryFrom: { do: 'path', path: '/subject/country' } },
        '/company': { do: 'path', path: '/subject/company' },
        '/page': { do: 'when', if: { is: 'present', path: '/type' }, then: { do: 'path', path: '/context/page' } },
      },
    };
    expect(planRows(mapping, [], [fields], t).map(({ target, from }) => [target, from])).toEqual([
      ['/phone', ['Telefon']],
      ['/page', ['Page']],
    ]);
    expect(planRows(mapping, [], [], t)).toHaveLength(3);
  });

  test('names what is not sent', () => {
    expect(leftOut(fitToForms(SUGGESTED, [FIELDS]), FIELDS, t)).toEqual(['Budget']);
    expect(leftOut({ fields: { '/data': { do: 'path', path: '/data' } } }, FIELDS, t)).toEqual([]);
  });
});
