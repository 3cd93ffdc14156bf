import { describe, expect, test } from 'vitest';
import { FlowSpec as FlowSpecSchema, type FlowSpec, type Step } from '../../flow/flow.ts';
import { EVENT_TYPES } from '../../event/types.ts';
import { compileCondition } from '../../mapping/condition.ts';
import type { Condition } from '../../mapping/spec.ts';
import { readBackup, writeBackup } from './backup.ts';
import { changesBetween } from './changes.ts';
import { asQuestion, askQuestion, conditionWords, operators, valueOf } from './condition-words.ts';
import { eventName, eventWhen } from './event-words.ts';
import { newFlow, newStep } from './new-flow.ts';
import { placeProblems, problemsByRow } from './places.ts';
import { flowSentence, suggestedName } from './sentence.ts';
import { flowStatus, latestVersion, type FlowVersion } from './status.ts';

const t = (english: string) => english;
const email = { do: 'path', path: '/subject/email' } as const;
const step = (key: string, more: Partial<Step> = {}): Step => ({
  key,
  connection: 'hubspot',
  operation: 'upsertContact',
  mapping: { fields: { '/email': email } },
  ...more,
});
const flow = (...steps: Step[]): FlowSpec => ({ trigger: { types: ['form.submitted'] }, steps });
const names = {
  t,
  form: (id: string) => (id === '5' ? 'Contact form 1' : undefined),
  connection: (id: string) => ({ hubspot: 'HubSpot', slack: 'Slack' })[id],
  operation: (_: string, name: string) => ({ upsertContact: 'Create or update a contact', postMessage: 'Post a message' })[name],
};

describe('a flow in words', () => {
  test('says what starts it and what is done', () => {
    const spec = {
      ...flow(step('contact'), step('message', { connection: 'slack', operation: 'postMessage' })),
      trigger: { types: ['form.submitted'], forms: ['5', '9'] },
    };
    expect(flowSentence(spec, names)).toBe(
      'When someone submits Contact form 1 or form 9 → HubSpot: Create or update a contact, then Slack: Post a message',
    );
    expect(flowSentence({ ...spec, trigger: { types: ['order.paid', 'refund.created'] } }, names)).toMatch(
      /^When an order is paid or when an order is refunded →/,
    );
    expect(flowSentence({ ...spec, conditions: { is: 'present', path: '/subject/email' } }, names)).toContain(', under conditions →');
  });

  test('says so where something is gone or nothing is there yet', () => {
    expect(flowSentence(flow(step('contact', { connection: 'con_9' })), names)).toContain('a connection that is gone');
    expect(flowSentence({ trigger: { types: [] }, steps: [] }, names)).toBe('Nothing starts this flow yet');
  });

  test('has a name before anyone names it', () => {
    const both = flow(step('contact'), step('message', { connection: 'slack' }), step('deal'));
    expect(suggestedName({ ...both, trigger: { types: ['form.submitted'], forms: ['5'] } }, names)).toBe(
      'Contact form 1 to HubSpot and Slack',
    );
    expect(suggestedName({ trigger: { types: ['order.paid'] }, steps: [] }, names)).toBe('Order paid');
  });

  test('has words of its own for every event type there is', () => {
    for (const type of EVENT_TYPES) {
      expect(eventWhen(type, t)).not.toContain(type);
      expect(eventName(type, t)).not.toBe(type);
    }
    expect(eventWhen('custom.webinar', t)).toContain('custom.webinar');
  });
});

describe('the state of a flow', () => {
  const version = (spec: FlowSpec, number: number) => ({ spec, version: number }) as FlowVersion;
  const [v1, v2] = [version(flow(step('a')), 1), version(flow(step('b')), 2)];

  test.each([
    [{ draft: v1, shadow: null, published: null }, { mode: 'draft', isWatchingToo: false, hasChanges: false }, 1],
    [{ draft: null, shadow: v1, published: null }, { mode: 'watching', isWatchingToo: false, hasChanges: false }, 1],
    [{ draft: null, shadow: v2, published: v1 }, { mode: 'live', isWatchingToo: true, hasChanges: false }, 2],
    [{ draft: v2, shadow: null, published: v1 }, { mode: 'live', isWatchingToo: false, hasChanges: true }, 2],
    [{ draft: version(flow(step('a')), 2), shadow: null, published: v1 }, { mode: 'live', isWatchingToo: false, hasChanges: false }, 2],
  ])('%#', (versions, status, edited) => {
    expect(flowStatus(versions)).toEqual(status);
    expect(latestVersion(versions)?.version).toBe(edited);
  });
});

describe('the changes between two versions', () => {
  test('name each field whose rule changed, each step that came or went, and nothing else', () => {
    const before = flow(step('a', { mapping: { fields: { '/email': email, '/gone': email } } }), step('b'), step('c'));
    const after = flow(
      step('c', { retryUncertain: true }),
      step('a', { mapping: { fields: { '/email': { do: 'email', from: email }, '/new': email } } }),
      step('d'),
    );
    expect(
      changesBetween(before, after).map((change) =>
        'step' in change ? `${change.what} ${change.step.key}${'target' in change ? change.target : ''}` : change.what,
      ),
    ).toEqual(['stepRemoved b', 'retryUncertain c', 'rule a/email', 'rule a/gone', 'rule a/new', 'stepAdded d', 'order']);
  });

  test('are none for the same written another way', () => {
    const spec = flow(step('a'));
    expect(changesBetween(spec, { steps: spec.steps, trigger: { types: ['form.submitted'] } })).toEqual([]);
    expect(changesBetween(null, spec)).toEqual([{ what: 'stepAdded', step: step('a') }]);
  });

  test('name conditions, connection, order of running', () => {
    const before = flow(step('a'), step('b'));
    const after: FlowSpec = {
      ...flow(step('a', { operation: 'createDeal' }), step('b', { after: 'a', when: { is: 'present', path: '/subject/email' } })),
      conditions: { is: 'absent', path: '/subject/phone' },
    };
    expect(changesBetween(before, after).map(({ what }) => what)).toEqual(['conditions', 'operation', 'when', 'waitsFor']);
  });
});

describe('problems', () => {
  const spec = flow(step('contact'), step('deal'));

  test('are found at their part of the flow', () => {
    const places = (path: string) => placeProblems([{ path, message: 'x' }], spec)[0]?.place;
    expect(places('/trigger/types/1')).toEqual({ part: 'trigger' });
    expect(places('/spec/conditions/of/0')).toEqual({ part: 'conditions' });
    expect(places('/steps/1/connection')).toEqual({ part: 'step', key: 'deal' });
    expect(places('/steps/1/mapping/fields')).toEqual({ part: 'step', key: 'deal' });
    expect(places('/spec/steps/0/mapping/fields/~1properties~1email/from/path')).toEqual({
      part: 'field',
      key: 'contact',
      target: '/properties/email',
    });
    expect(places('/steps/7/when')).toEqual({ part: 'flow' });
    expect(places('')).toEqual({ part: 'flow' });
  });

  test('with the record are shown at the nearest row', () => {
    const problems = [
      { path: '/lines/E-mail', message: 'one' },
      { path: '/lines/Phone/0', message: 'two' },
      { path: '/linesman', message: 'three' },
    ];
    expect(Object.fromEntries(problemsByRow(problems, ['/lines', '/lines/E-mail']))).toEqual({
      '/lines/E-mail': ['one'],
      '/lines': ['two'],
      '': ['three'],
    });
  });
});

describe('conditions', () => {
  const label = (path: string) => ({ '/subject/country': 'Country', '/data/total': 'Total' })[path] ?? path;
  const country = (value: string): Condition => ({ is: 'equals', path: '/subject/country', value });

  test.each<[Condition, string]>([
    [country('DE'), 'Country is “DE”'],
    [{ is: 'not', of: country('DE') }, 'Country is not “DE”'],
    [
      {
        is: 'all',
        of: [
          { is: 'greater', path: '/data/total', value: 100 },
          { is: 'any', of: [country('DE'), country('AT')] },
        ],
      },
      'Total is more than 100 and (Country is “DE” or Country is “AT”)',
    ],
    [{ is: 'not', of: { is: 'any', of: [country('DE'), country('AT')] } }, 'not: (Country is “DE” or Country is “AT”)'],
    [{ is: 'in', path: '/subject/country', values: ['DE', null, true] }, 'Country is one of “DE”, empty, yes'],
    [{ is: 'all', of: [] }, 'always'],
  ])('%j reads as %s', (condition, said) => {
    expect(conditionWords(condition, { t, label })).toBe(said);
  });

  test('every operator asks what it says, and is recognised again', () => {
    const events = [{ subject: { x: 'Berlin' } }, { subject: { x: '12' } }, { subject: {} }];
    for (const { value: operator } of operators(t)) {
      const condition = askQuestion('/subject/x', operator, 'Berlin');
      expect(asQuestion(condition).operator).toBe(operator);
      const answers = events.map(compileCondition(condition));
      const opposite = operator.startsWith('not:') ? operator.slice(4) : `not:${operator}`;
      const other = operators(t).find(({ value }) => value === opposite)?.value;
      if (other !== undefined)
        expect(events.map(compileCondition(askQuestion('/subject/x', other, 'Berlin')))).toEqual(answers.map((answer) => !answer));
    }
  });

  test('another operator keeps the value where it fits', () => {
    const one = askQuestion('/subject/country', 'equals', 'DE');
    const many = askQuestion('/subject/country', 'in', valueOf(asQuestion(one).question!));
    expect(many).toEqual({ is: 'in', path: '/subject/country', values: ['DE'] });
    expect(askQuestion('/subject/country', 'contains', valueOf(asQuestion(many).question!))).toEqual({
      is: 'contains',
      path: '/subject/country',
      value: 'DE',
    });
    expect(askQuestion('/data/total', 'greater', 'DE')).toEqual({ is: 'greater', path: '/data/total', value: 0 });
  });
});

describe('new', () => {
  test('steps are called after what they are about, each differently, as the contract allows', () => {
    const key = (operation: string, ...others: string[]) =>
      newStep(
        'con',
        operation,
        others.map((other) => ({ key: other })),
      ).key;
    expect([
      key('upsertContact'),
      key('createDeal'),
      key('postMessage'),
      key('send'),
      key('upsertContact', 'contact', 'contact-2'),
    ]).toEqual(['contact', 'deal', 'message', 'send', 'contact-3']);
    expect(key('__')).toBe('step');
    const spec = { ...newFlow('src_1', ['5']), steps: [newStep('con', 'Übertrage.Alles!', [])] };
    expect(FlowSpecSchema.safeParse(spec).error).toBeUndefined();
  });
});

describe('edits kept in the browser', () => {
  const base = flow(step('a'));
  const edited = { trigger: { types: [] }, steps: [] };
  const kept = writeBackup({ base, edited, at: '2026-11-21T12:00:00Z' });

  test('come back, unfinished ones too, unless the server keeps the same by now', () => {
    expect(readBackup(kept, base)).toEqual({ base, edited, at: '2026-11-21T12:00:00Z' });
    expect(readBackup(kept, edited)).toBeUndefined();
  });

  test.each([null, '', '{', 'null', '{"base":{},"edited":{},"at":"x"}', '{"edited":1}'])('that cannot be read (%s) are none', (text) => {
    expect(readBackup(text, base)).toBeUndefined();
  });
});
