import { describe, expect, it } from 'vitest';
import { Mapping, type Rule } from './spec.ts';
import { validateMapping, type MappableField } from './validate.ts';

const from = (path: string): Rule => ({ do: 'path', path });
const literal = (value: string | number | boolean | null): Rule => ({ do: 'literal', value });

const fields: MappableField[] = [
  { path: '/email', label: 'E-mail', type: 'email', required: true },
  { path: '/properties', label: 'Other properties', type: 'object', required: false },
  {
    path: '/lifecycle',
    label: 'Lifecycle stage',
    type: 'enum',
    required: false,
    options: [
      { value: 'lead', label: 'Lead' },
      { value: 'customer', label: 'Customer' },
    ],
  },
  { path: '/address', label: 'Address', type: 'group', required: false },
  { path: '/address/city', label: 'City', type: 'string', required: true },
  { path: '/address/zip', label: 'Zip', type: 'string', required: false },
  { path: '/tags', label: 'Tags', type: 'list', required: false },
];

const check = (rules: Record<string, Rule>) =>
  validateMapping(Mapping.parse({ fields: { '/email': from('/subject/email'), ...rules } }), fields);

describe('validateMapping', () => {
  it('finds nothing wrong with a good mapping', () => {
    expect(
      check({
        '/lifecycle': literal('lead'),
        '/properties/anything/at/all': from('/x'),
        '/tags/0': literal('new'),
        '/address/city': from('/c'),
      }),
    ).toEqual([]);
  });

  it('names a target that does not exist, and the one that was likely meant', () => {
    expect(check({ '/lifecicle': literal('lead') })).toEqual([
      { path: '/lifecicle', message: expect.stringContaining('"Lifecycle stage" (/lifecycle)') },
    ]);
    expect(check({ '/Tags': from('/t') })).toEqual([{ path: '/Tags', message: expect.stringContaining('(/tags)') }]);
    const [far] = check({ '/something-else-entirely': from('/t') });
    expect(far?.message).toContain('has no field /something-else-entirely');
    expect(far?.message).not.toContain('Did you mean');
  });

  it.each(['/email/part', '/tags/first', '/lifecycle/0', '/toString'])('does not take %s for a field', (target) => {
    expect(check({ [target]: from('/x') }).map(({ path }) => path)).toEqual([target]);
  });

  it('names required fields that nothing is mapped to', () => {
    expect(validateMapping({ fields: {} }, fields)).toEqual([{ path: '/email', message: expect.stringContaining('needs "E-mail"') }]);
  });

  it('asks for a required field of an optional group only once the group is used', () => {
    expect(check({ '/address/zip': from('/zip') })).toEqual([{ path: '/address/city', message: expect.stringContaining('"City"') }]);
    expect(check({ '/address': from('/address') })).toEqual([]);
  });

  it('takes a filled place inside a required group for the group', () => {
    const group: MappableField = { path: '/to', label: 'Recipient', type: 'object', required: true };
    expect(validateMapping({ fields: { '/to/email': from('/e') } }, [group])).toEqual([]);
  });

  it('names fixed values that are not among the options, wherever the rules hold them', () => {
    const rule: Rule = {
      do: 'when',
      if: { is: 'present', path: '/x' },
      then: { do: 'coalesce', of: [from('/y'), literal('Lead')] },
      otherwise: { do: 'lookup', from: from('/z'), table: { a: 'customer', b: 'banana', c: null }, otherwise: literal(5) },
    };
    const messages = check({ '/lifecycle': rule }).map(({ path, message }) => `${path} ${message}`);
    expect(messages).toEqual([
      '/lifecycle "Lead" is not one of the options of "Lifecycle stage". Did you mean "lead"?',
      '/lifecycle "banana" is not one of the options of "Lifecycle stage". It takes "lead", "customer".',
      '/lifecycle "5" is not one of the options of "Lifecycle stage". It takes "lead", "customer".',
    ]);
  });

  it('lets null clear a field that has options', () => {
    expect(check({ '/lifecycle': literal(null) })).toEqual([]);
  });

  it('says that an empty fixed text does nothing', () => {
    expect(check({ '/address/city': literal('') })).toEqual([{ path: '/address/city', message: expect.stringContaining('null') }]);
  });

  it('names what is wrong with the rules themselves', () => {
    expect(check({ '/properties/note': { do: 'template', template: 'Hi {{name}}' } })).toEqual([
      { path: '/properties/note', message: expect.stringContaining('{{name}} is not a path') },
    ]);
    expect(check({ '/properties/phone': { do: 'e164', from: from('/p'), country: 'ZZ' } })).toEqual([
      { path: '/properties/phone', message: expect.stringContaining('"ZZ"') },
    ]);
  });
});
