import { expect, it } from 'vitest';
import { TOPICS } from '../../../../src/normalize/index.ts';
import { topicWords } from './words.ts';

it('has words for every topic that brings events, in both of its spellings', () => {
  expect(TOPICS.filter((topic) => topicWords(topic) === topic)).toEqual([]);
  expect(topicWords('ORDERS_CREATE')).toBe(topicWords('orders/create'));
});

it('shows a topic nobody has words for as Shopify calls it', () => {
  expect(topicWords('inventory/adjust')).toBe('inventory/adjust');
});
