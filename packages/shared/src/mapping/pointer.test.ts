import { describe, expect, it } from 'vitest';
import { compilePointer, compileReader, formatPointer } from './pointer.ts';

const event = JSON.parse('{"a":{"b/c":{"~":1}},"list":["x",{"y":2}],"":3,"zero":0,"none":null,"__proto__":{"evil":true}}') as unknown;

describe('compileReader', () => {
  it.each([
    ['/a/b~1c/~0', 1],
    ['/list/0', 'x'],
    ['/list/1/y', 2],
    ['/', 3],
    ['/zero', 0],
    ['/none', null],
    ['/none/deeper', undefined],
    ['/list/2', undefined],
    ['/list/-1', undefined],
    ['/list/01', undefined],
    ['/list/length', undefined],
    ['/list/0/0', undefined],
    ['/missing/deeper', undefined],
  ])('reads %s', (pointer, value) => {
    expect(compileReader(pointer)(event)).toBe(value);
  });

  it.each([
    '/__proto__/evil',
    '/constructor',
    '/a/prototype',
    '/toString',
    '/hasOwnProperty',
    '/list/map',
    '/list/__proto__',
    '/zero/toFixed',
  ])('never reads the prototype member %s', (pointer) => {
    expect(compileReader(pointer)(event)).toBeUndefined();
  });

  it.each([undefined, null, 5, 'text', [], true])('reads nothing from %j', (root) => {
    expect(compileReader('/a/b')(root)).toBeUndefined();
  });
});

describe('compilePointer', () => {
  it.each(['', 'a', '/a~2', '/a~', '/__proto__', '/a/constructor/b', '/prototype'])('refuses %j', (pointer) => {
    expect(compilePointer(pointer)).toBeUndefined();
  });

  it.each([
    ['/a~1b/0', ['a/b', '0']],
    ['/~01', ['~1']],
    ['/', ['']],
  ])('takes %s apart and puts it together again', (pointer, segments) => {
    expect(compilePointer(pointer)).toEqual(segments);
    expect(formatPointer(segments)).toBe(pointer);
  });
});
