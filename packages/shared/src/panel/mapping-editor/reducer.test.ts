import { describe, expect, test } from 'vitest';
import type { FlowSpec, Step } from '../../flow/flow.ts';
import type { Edit } from './edit.ts';
import { canRedo, canUndo, type EditorState, editorReducer, isEdited, startEditor } from './reducer.ts';

const email = { do: 'path', path: '/subject/email' } as const;
const step = (key: string, more: Partial<Step> = {}): Step => ({
  key,
  connection: 'con_1',
  operation: 'contact',
  mapping: { fields: {} },
  ...more,
});
const flow = (...steps: Step[]): FlowSpec => ({ trigger: { types: ['form.submitted'] }, steps });
const edits = (state: EditorState, ...all: Edit[]) => all.reduce((next, edit) => editorReducer(next, { type: 'edit', edit }), state);
const undo = (state: EditorState) => editorReducer(state, { type: 'undo' });
const redo = (state: EditorState) => editorReducer(state, { type: 'redo' });
const now = (state: EditorState) => state.history.present;
const rules = (state: EditorState, key = 'contact') => now(state).steps.find((one) => one.key === key)?.mapping.fields;
const literal = (value: string): Edit => ({ do: 'setRule', key: 'contact', target: '/name', rule: { do: 'literal', value } });

describe('undo and redo', () => {
  test('lead back and forth through every edit', () => {
    const start = startEditor(flow(step('contact')));
    const edited = edits(
      start,
      { do: 'setRule', key: 'contact', target: '/email', rule: email },
      { do: 'removeRule', key: 'contact', target: '/email' },
    );
    expect(rules(edited)).toEqual({});
    expect(rules(undo(edited))).toEqual({ '/email': email });
    expect(now(undo(undo(edited)))).toEqual(now(start));
    expect(now(redo(redo(undo(undo(edited)))))).toEqual(now(edited));
    expect([canUndo(start), canRedo(start), canUndo(edited), canRedo(undo(edited))]).toEqual([false, false, true, true]);
    expect(undo(start)).toEqual(start);
    expect(redo(edited)).toEqual(edited);
  });

  test('a whole word typed into one field is one step; another field begins the next', () => {
    const type = (state: EditorState, group: string, edit: Edit) => editorReducer(state, { type: 'edit', edit, group });
    let state = startEditor(flow(step('contact')));
    for (const text of ['A', 'Ad', 'Ada']) state = type(state, 'contact/name', literal(text));
    state = type(state, 'contact/email', { do: 'setRule', key: 'contact', target: '/email', rule: email });
    expect(rules(undo(state))).toEqual({ '/name': { do: 'literal', value: 'Ada' } });
    expect(rules(undo(undo(state)))).toEqual({});
  });

  test('what is typed after saving is undone by itself, and undo leads back before what was saved', () => {
    const start = startEditor(flow(step('contact')));
    const first = editorReducer(start, { type: 'edit', edit: literal('one'), group: 'name' });
    const saved = editorReducer(first, { type: 'saved', spec: now(first) });
    expect(isEdited(saved)).toBe(false);
    const second = editorReducer(saved, { type: 'edit', edit: literal('two'), group: 'name' });
    expect(now(undo(second))).toEqual(now(first));
    expect(isEdited(undo(second))).toBe(false);
    expect(now(undo(undo(second)))).toEqual(now(start));
    expect(isEdited(undo(undo(second)))).toBe(true);
  });

  test('a new edit ends what could be redone', () => {
    const state = edits(undo(edits(startEditor(flow(step('contact'))), literal('one'))), literal('two'));
    expect(canRedo(state)).toBe(false);
    expect(rules(state)).toEqual({ '/name': { do: 'literal', value: 'two' } });
  });

  test('an edit that says the same is none, whatever the order of its members', () => {
    const start = startEditor(flow(step('contact', { mapping: { fields: { '/email': email } } })));
    const again = edits(start, { do: 'setRule', key: 'contact', target: '/email', rule: { path: '/subject/email', do: 'path' } });
    expect(again).toBe(start);
    expect(edits(start, { do: 'removeStep', key: 'nobody' })).toBe(start);
  });
});

test('edits kept from an earlier visit can be undone to what the server keeps', () => {
  const base = flow(step('contact'));
  const kept = flow(step('contact'), step('note'));
  const state = startEditor(base, kept);
  expect(isEdited(state)).toBe(true);
  expect(now(undo(state))).toEqual(base);
  expect(canUndo(startEditor(base, structuredClone(base)))).toBe(false);
});

test('what someone else saved is compared with from then on, and the own edits stay', () => {
  const state = edits(startEditor(flow(step('contact'))), literal('mine'));
  const theirs = flow(step('contact', { retryUncertain: true }));
  const rebased = editorReducer(state, { type: 'rebase', base: theirs });
  expect(rules(rebased)).toEqual({ '/name': { do: 'literal', value: 'mine' } });
  expect(isEdited(rebased)).toBe(true);
  const loaded = editorReducer(state, { type: 'load', spec: theirs });
  expect([now(loaded), isEdited(loaded), canUndo(loaded)]).toEqual([theirs, false, false]);
});

describe('steps', () => {
  const start = startEditor(flow(step('a'), step('b', { after: 'a' }), step('c', { after: 'b' })));
  const order = (state: EditorState) => now(state).steps.map(({ key, after }) => (after === undefined ? key : `${key} after ${after}`));

  test('one that is removed leaves those after it in their place', () => {
    expect(order(edits(start, { do: 'removeStep', key: 'b' }))).toEqual(['a', 'c after a']);
    expect(order(edits(start, { do: 'removeStep', key: 'a' }))).toEqual(['b', 'c after b']);
  });

  test('one that is moved before what it waited for no longer waits for it', () => {
    expect(order(edits(start, { do: 'moveStep', key: 'c', by: -1 }))).toEqual(['a', 'c after a', 'b after a']);
    expect(order(edits(start, { do: 'moveStep', key: 'a', by: 1 }))).toEqual(['b', 'a', 'c after b']);
    expect(edits(start, { do: 'moveStep', key: 'a', by: -1 })).toBe(start);
    expect(edits(start, { do: 'moveStep', key: 'c', by: 1 })).toBe(start);
  });

  test('a flow that can be saved can still be saved after any of these', async () => {
    const { FlowSpec: Schema } = await import('../../flow/flow.ts');
    const all: Edit[] = (['a', 'b', 'c'] as const).flatMap((key): Edit[] => [
      { do: 'removeStep', key },
      { do: 'moveStep', key, by: 1 },
      { do: 'moveStep', key, by: -1 },
    ]);
    for (const first of all) for (const second of all) expect(Schema.safeParse(now(edits(start, first, second))).error).toBeUndefined();
  });

  test('one that reads what an earlier one gives comes after it, and stays where it does already', () => {
    const reads = (key: string): Edit => ({ do: 'setRule', key: 'c', target: '/id', rule: { do: 'path', path: `/steps/${key}/id` } });
    const loose = startEditor(flow(step('a'), step('b'), step('c'), step('d')));
    expect(order(edits(loose, reads('a')))).toEqual(['a', 'b', 'c after a', 'd']);
    expect(order(edits(loose, reads('d')))).toEqual(['a', 'b', 'c', 'd']);
    expect(order(edits(start, reads('a')))).toEqual(['a', 'b after a', 'c after b']);
  });

  test('what is taken away from a step is not there, rather than undefined', () => {
    const state = edits(start, { do: 'changeStep', key: 'b', changes: { after: undefined, operation: 'deal' } });
    expect(JSON.stringify(now(state).steps[1])).toBe('{"key":"b","connection":"con_1","operation":"deal","mapping":{"fields":{}}}');
    const open = edits(state, { do: 'setConditions', conditions: { is: 'present', path: '/subject/email' } });
    expect(now(edits(open, { do: 'setConditions', conditions: undefined }))).toEqual(now(state));
  });

  test('several rules are accepted at once, and others stay', () => {
    const state = edits(startEditor(flow(step('contact'), step('note'))), literal('Ada'), {
      do: 'setRules',
      key: 'contact',
      fields: { '/email': email, '/name': email },
    });
    expect(rules(state)).toEqual({ '/email': email, '/name': email });
    expect(rules(state, 'note')).toEqual({});
  });
});

test('nothing that was given is changed', () => {
  const spec = flow(step('contact', { mapping: { fields: { '/email': email } } }), step('note', { after: 'contact' }));
  const before = JSON.stringify(spec);
  edits(
    startEditor(spec),
    literal('x'),
    { do: 'removeRule', key: 'contact', target: '/email' },
    { do: 'moveStep', key: 'note', by: -1 },
    { do: 'changeStep', key: 'note', changes: { after: undefined } },
    { do: 'removeStep', key: 'contact' },
  );
  expect(JSON.stringify(spec)).toBe(before);
});
