import { expect, test } from 'vitest';
import { form, source } from '../../../testing/sources.ts';
import { testsOf } from './tests.ts';
import { choicesOf } from './wanted.ts';

const SHOP = source('woocommerce', [], { types: ['order.created', 'order.paid'] });
const values = (...sources: Parameters<typeof choicesOf>[0]) => choicesOf(sources).map(({ value }) => value);

test('one form is the suggestion; several suggest all of them first', () => {
  expect(values(source('cf7', [form('5')]))).toEqual(['cf7/5']);
  expect(values(source('cf7', [form('5'), form('6')]))).toEqual(['forms', 'cf7/5', 'cf7/6']);
});

test('a shop can send its orders, after the forms', () => {
  expect(values(SHOP, source('cf7', [form('5')]))).toEqual(['cf7/5', 'orders']);
  expect(values(SHOP)).toEqual(['orders', 'forms']);
});

test('what is switched off, or whose plugin is not active, is no choice', () => {
  expect(
    values(
      source('cf7', [form('5', { enabled: false }), form('6')]),
      source('wpforms', [form('1')], { enabled: false }),
      source('gravity', [form('2')], { available: false }),
    ),
  ).toEqual(['cf7/6']);
});

test('two plugins with a form of the same number are told apart', () => {
  const choices = choicesOf([source('cf7', [form('5')]), source('wpforms', [form('5'), form('6')])]);
  const ambiguous = choices.flatMap(({ value, wanted }) => (wanted.kind === 'form' && wanted.form.ambiguous ? [value] : []));
  expect(ambiguous).toEqual(['cf7/5', 'wpforms/5']);
});

test('a test is sent by a form that starts the flow', () => {
  const sources = [source('cf7', [form('5'), form('6', { enabled: false })]), source('wpforms', [form('7')], { enabled: false }), SHOP];
  const forms = (types: string[], ids?: string[]) =>
    testsOf(sources, { types, ...(ids === undefined ? {} : { forms: ids }) }).map((one) => one.form);
  expect(forms(['form.submitted'])).toEqual(['5']);
  expect(forms(['form.submitted'], ['5'])).toEqual(['5']);
  expect(forms(['form.submitted'], ['6'])).toEqual([]);
  expect(forms(['order.created'])).toEqual([]);
});
