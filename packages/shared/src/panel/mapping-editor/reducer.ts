import type { FlowSpec } from '../../flow/flow.ts';
import { isSame } from '../flow/same.ts';
import { applyEdit, type Edit } from './edit.ts';
import { type History, record, redo, startHistory, undo } from './history.ts';

/** A flow while someone edits it. */
export interface EditorState {
  /** What the server keeps, as far as this editor knows; what is saved is compared with it. */
  base: FlowSpec;
  history: History<FlowSpec>;
}

export type EditorAction =
  | { type: 'edit'; edit: Edit; group?: string | undefined }
  | { type: 'undo' }
  | { type: 'redo' }
  /** The server keeps this now. Undo still leads back before it. */
  | { type: 'saved'; spec: FlowSpec }
  /** Start over from what the server keeps. */
  | { type: 'load'; spec: FlowSpec }
  /** What someone else saved is accepted as what the own edits will replace. */
  | { type: 'rebase'; base: FlowSpec };

export function startEditor(base: FlowSpec, edited: FlowSpec = base): EditorState {
  const history = startHistory(base);
  return { base, history: isSame(base, edited) ? history : record(history, edited) };
}

export function editorReducer(state: EditorState, action: EditorAction): EditorState {
  switch (action.type) {
    case 'edit': {
      const next = applyEdit(state.history.present, action.edit);
      // Written anew but saying the same (a rule opened and closed) is no step to undo.
      return isSame(next, state.history.present) ? state : { ...state, history: record(state.history, next, action.group) };
    }
    case 'undo':
      return { ...state, history: undo(state.history) };
    case 'redo':
      return { ...state, history: redo(state.history) };
    case 'saved':
      // What was saved ends a step: the next letter typed is undone by itself.
      return { base: action.spec, history: { ...state.history, group: undefined } };
    case 'load':
      return startEditor(action.spec);
    case 'rebase':
      return { ...state, base: action.base };
  }
}

/** Whether there is something the server does not keep yet. */
export function isEdited({ base, history }: EditorState): boolean {
  return !isSame(base, history.present);
}

export const canUndo = ({ history }: EditorState): boolean => history.past.length > 0;
export const canRedo = ({ history }: EditorState): boolean => history.future.length > 0;
