import { describe, expect, test } from 'vitest';
import { DeliveryStateName } from '../../api/resources.ts';
import { deliveryStateWord, deliveryWords } from './delivery-words.ts';
import { deliveryTodo } from './error-todo.ts';
import { eventStateWords } from './event-words.ts';

const t = (english: string) => english;
const reason = (rule: string) => ({ rule, weight: 0, evidence: '' });

describe('an event’s state', () => {
  const words = (part: Partial<Parameters<typeof eventStateWords>[0]>) =>
    eventStateWords({ state: 'processed', verdict: 'accept', reasons: [], marked: null, processError: null, ...part }, t);

  test.each([
    [{ state: 'received' as const, verdict: null }, 'busy', 'Being checked'],
    [{ state: 'received' as const, verdict: null, processError: 'x' }, 'attention', 'Check failed'],
    [{ state: 'parked' as const, verdict: null }, 'attention', 'Unknown kind'],
    [{ state: 'revision' as const, verdict: null }, 'attention', 'Changed copy'],
    [{}, 'good', 'Accepted'],
    [{ reasons: [reason('honeypot'), reason('observe_mode')] }, 'good', 'Accepted, only watching'],
    [{ reasons: [reason('honeypot'), reason('released')] }, 'good', 'Was let go'],
    [{ verdict: 'review' as const }, 'attention', 'Accepted, take a look'],
    [{ verdict: 'review' as const, marked: 'not_spam' as const }, 'good', 'Accepted'],
    [{ verdict: 'quarantine' as const }, 'attention', 'Kept back'],
    [{ verdict: 'quarantine' as const, marked: 'spam' as const }, 'quiet', 'Spam'],
    [{ verdict: 'suppress' as const, reasons: [reason('test')] }, 'quiet', 'A test'],
    [{ verdict: 'suppress' as const, reasons: [reason('silent_import')] }, 'quiet', 'Imported'],
    [{ verdict: 'suppress' as const, reasons: [reason('erased')] }, 'quiet', 'Erased'],
    [{ verdict: 'suppress' as const, reasons: [reason('something_new')] }, 'quiet', 'Not to be sent'],
    [{ verdict: 'duplicate' as const }, 'quiet', 'Duplicate'],
  ])('%# is named', (event, tone, label) => {
    expect(words(event)).toMatchObject({ tone, label });
  });
});

describe('a delivery', () => {
  test.each(DeliveryStateName.options)('in state %s has its word, and its sentence names the destination', (state) => {
    expect(deliveryStateWord(state, t).label).not.toBe('');
    const told = deliveryWords({ state, runAt: null, result: null, error: null }, 'HubSpot', t);
    expect(told.label).toMatch(/HubSpot/);
  });

  test('that was left out says why', () => {
    const told = (code: string) => {
      const error = { code, message: 'In the server’s words.' };
      return deliveryWords({ state: 'skipped', runAt: null, result: null, error }, 'HubSpot', t).label;
    };
    expect(told('newer_data')).toBe('Newer data was at HubSpot already');
    expect(told('condition')).toBe('Not meant for HubSpot');
    // The list does not know why.
    expect(deliveryStateWord('skipped', t).label).toBe('Left out');
  });

  test('that a person confirmed says who', () => {
    const told = deliveryWords({ state: 'succeeded', runAt: null, result: { confirmedBy: 'ann@shop.example' }, error: null }, 'Slack', t);
    expect(told.label).toBe('Arrived at Slack, says ann@shop.example');
  });

  test.each([
    ['dead', 'mapping', 'flow'],
    ['dead', 'flow_broken', 'flow'],
    ['dead', 'unauthorized', 'connection'],
    ['dead', 'timeout', 'replay'],
    ['dead', 'something_new', 'replay'],
    ['uncertain', 'timeout', 'destination'],
    ['cancelled', 'connection_removed', 'flow'],
    ['cancelled', 'erased', 'nowhere'],
  ] as const)('%s with %s is dealt with at: %s', (state, code, place) => {
    expect(deliveryTodo(state, code, t)?.place).toBe(place);
  });

  test('that arrived or is on its way needs nobody', () => {
    expect(deliveryTodo('succeeded', undefined, t)).toBeUndefined();
    expect(deliveryTodo('pending', 'timeout', t)).toBeUndefined();
  });
});
