import type { FlowSpec } from '../../../flow/index.ts';
import { canRedo, canUndo, type Edit, editorReducer, isEdited, isSame, readBackup, startEditor, writeBackup } from '../../index.ts';
import { useCallback, useEffect, useReducer, useState } from 'react';
import { usePanelHost } from '../host.ts';
import { forget, readStored, store } from './storage.ts';

export interface FlowEditing {
  spec: FlowSpec;
  base: FlowSpec;
  isEdited: boolean;
  /** The browser keeps the edits beyond this page. */
  isKept: boolean;
  edit: (edit: Edit, group?: string) => void;
  undo: (() => void) | undefined;
  redo: (() => void) | undefined;
  /** When the edits were made that an earlier visit left unsaved and that are here again. */
  restoredAt: string | undefined;
  /** What somebody else saved meanwhile. */
  theirs: FlowSpec | undefined;
  saved: (spec: FlowSpec) => void;
  /** Forgets the own edits; what the server keeps is shown. */
  discard: () => void;
  /** Somebody else's version is known, and will be replaced by the own one. */
  keepMine: () => void;
}

/**
 * A flow under edit. What is not saved yet is kept in this browser, so that a closed tab, an expired sign-in or another
 * screen loses nothing. `kept` is what the server keeps, as it comes in; `place` names the flow in the browser's storage.
 */
export function useFlowEditor(kept: FlowSpec, place: string): FlowEditing {
  const { useUnsaved } = usePanelHost();
  const [restored, setRestored] = useState(() => readBackup(readStored(place), kept));
  const [state, dispatch] = useReducer(editorReducer, undefined, () => startEditor(restored?.base ?? kept, restored?.edited));
  const [theirs, setTheirs] = useState<FlowSpec>();
  const spec = state.history.present;
  const edited = isEdited(state);
  const isKeptHere = useBackup(place, state.base, spec, edited);
  useUnsaved(edited && !isKeptHere);

  // Only what newly comes from the server is compared. It may be the own edits, which were saved just now.
  useEffect(() => {
    setTheirs(undefined);
    if (isSame(kept, state.base)) return;
    if (isSame(kept, spec)) dispatch({ type: 'saved', spec: kept });
    else if (edited) setTheirs(kept);
    else dispatch({ type: 'load', spec: kept });
  }, [kept]);

  const edit = useCallback((change: Edit, group?: string) => dispatch({ type: 'edit', edit: change, group }), []);
  return {
    spec,
    base: state.base,
    isEdited: edited,
    isKept: isKeptHere,
    edit,
    undo: canUndo(state) ? () => dispatch({ type: 'undo' }) : undefined,
    redo: canRedo(state) ? () => dispatch({ type: 'redo' }) : undefined,
    restoredAt: edited ? restored?.at : undefined,
    theirs,
    saved: (next) => {
      setTheirs(undefined);
      setRestored(undefined);
      dispatch({ type: 'saved', spec: next });
    },
    discard: () => {
      setTheirs(undefined);
      setRestored(undefined);
      dispatch({ type: 'load', spec: theirs ?? state.base });
    },
    keepMine: () => {
      if (theirs !== undefined) dispatch({ type: 'rebase', base: theirs });
      setTheirs(undefined);
    },
  };
}

/** Keeps unsaved edits in the browser; answers whether it could. */
function useBackup(place: string, base: FlowSpec, edited: FlowSpec, isNeeded: boolean): boolean {
  const [isKept, setKept] = useState(true);
  useEffect(() => {
    if (isNeeded) setKept(store(place, writeBackup({ base, edited, at: new Date().toISOString() })));
    else forget(place);
  }, [place, base, edited, isNeeded]);
  return isKept;
}
