import { useState } from 'react';
import { useEditor } from './editor.ts';

/** Which step is open, one at a time, and whether one is being added. Without any, one is. */
export function useStepList() {
  const { steps } = useEditor().spec;
  const [opened, setOpened] = useState<string | null>();
  const [adding, setAdding] = useState(false);
  const [added, setAdded] = useState<string>();
  const open = opened === undefined ? steps[0]?.key : opened;
  return {
    steps,
    isOpen: (key: string) => key === open,
    /** It was added just now: the keyboard goes on there. */
    isNew: (key: string) => key === added,
    toggle: (key: string) => setOpened(key === open ? null : key),
    isAdding: adding || steps.length === 0,
    setAdding,
    onAdded: (key: string) => {
      setAdding(false);
      setOpened(key);
      setAdded(key);
    },
  };
}
