import { describe, expect, it } from 'vitest';
import { compileCondition, conditionPaths } from './condition.ts';
import { Condition } from './spec.ts';

const ask = (condition: Condition, v: unknown): boolean => compileCondition(Condition.parse(condition))({ v });
const path = '/v';

describe('compileCondition', () => {
  it.each([undefined, null, '', []])('takes %j for absent', (value) => {
    expect(ask({ is: 'present', path }, value)).toBe(false);
    expect(ask({ is: 'absent', path }, value)).toBe(true);
  });

  it.each([0, false, ' ', ['']])('takes %j for present', (value) => {
    expect(ask({ is: 'present', path }, value)).toBe(true);
    expect(ask({ is: 'absent', path }, value)).toBe(false);
  });

  it.each<[unknown, string | number | boolean | null, boolean]>([
    ['ANFRAGE', 'Anfrage', true],
    ['Cafe\u0301', 'CAFÉ', true],
    ['5', 5, false],
    [5, '5', false],
    [5, 5, true],
    [false, false, true],
    [0, false, false],
    ['', null, false],
    [null, null, true],
    [undefined, null, false],
    [['Sales'], 'Sales', false],
  ])('equals: %j and %j → %s', (value, wanted, answer) => {
    expect(ask({ is: 'equals', path, value: wanted }, value)).toBe(answer);
    expect(ask({ is: 'in', path, values: ['something else', wanted] }, value)).toBe(answer);
  });

  it.each<[unknown, string, boolean]>([
    ['Please call me', 'CALL', true],
    ['Please write', 'call', false],
    [['Sales', 'Support'], 'sales', true],
    [['Sales team'], 'sales', false],
    [[1, 2], '2', true],
    [10115, '011', true],
    [null, 'null', false],
    [{ call: 1 }, 'call', false],
  ])('contains: %j, %j → %s', (value, wanted, answer) => {
    expect(ask({ is: 'contains', path, value: wanted }, value)).toBe(answer);
  });

  it('compares how a text starts and ends', () => {
    expect(ask({ is: 'startsWith', path, value: 'RE:' }, 're: offer')).toBe(true);
    expect(ask({ is: 'startsWith', path, value: 'offer' }, 're: offer')).toBe(false);
    expect(ask({ is: 'endsWith', path, value: '@EXAMPLE.com' }, 'ada@example.COM')).toBe(true);
    expect(ask({ is: 'endsWith', path, value: 'ada' }, 'ada@example.COM')).toBe(false);
    expect(ask({ is: 'startsWith', path, value: '10' }, 10115)).toBe(true);
    expect(ask({ is: 'startsWith', path, value: '' }, undefined)).toBe(false);
  });

  it.each<[unknown, boolean, boolean]>([
    [11, true, false],
    [10, false, false],
    ['10.5', true, false],
    [' -3 ', false, true],
    ['ten', false, false],
    ['0x20', false, false],
    ['', false, false],
    [null, false, false],
    [[99], false, false],
  ])('greater and less than 10: %j', (value, greater, less) => {
    expect(ask({ is: 'greater', path, value: 10 }, value)).toBe(greater);
    expect(ask({ is: 'less', path, value: 10 }, value)).toBe(less);
  });

  it('combines with all, any and not; of nothing, all holds and any does not', () => {
    const yes: Condition = { is: 'present', path };
    const no: Condition = { is: 'absent', path };
    expect(ask({ is: 'all', of: [yes, { is: 'not', of: no }] }, 1)).toBe(true);
    expect(ask({ is: 'all', of: [yes, no] }, 1)).toBe(false);
    expect(ask({ is: 'any', of: [no, yes] }, 1)).toBe(true);
    expect(ask({ is: 'any', of: [no, no] }, 1)).toBe(false);
    expect(ask({ is: 'all', of: [] }, 1)).toBe(true);
    expect(ask({ is: 'any', of: [] }, 1)).toBe(false);
  });

  it('refuses, in plain words, what is nested without end', () => {
    let condition: Condition = { is: 'present', path };
    for (let level = 0; level < 20_000; level += 1) condition = { is: 'not', of: condition };
    expect(() => compileCondition(condition)).toThrow(/nested more than 50 levels/);
  });
});

describe('conditionPaths', () => {
  it('names every path asked about', () => {
    const condition: Condition = {
      is: 'any',
      of: [
        { is: 'not', of: { is: 'present', path: '/a' } },
        { is: 'less', path: '/b', value: 1 },
      ],
    };
    expect(conditionPaths(condition)).toEqual(['/a', '/b']);
  });
});
