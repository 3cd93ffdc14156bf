import { useState } from 'react';

const STEPS = [0.25, 0.35, 0.5, 0.7, 0.85, 1, 1.25, 1.5, 2, 3];
const NATURAL = STEPS.indexOf(1);

export interface Zoom {
  /** 1 is the picture's own size. */
  scale: number;
  /** Undefined at the ends. */
  bigger: (() => void) | undefined;
  smaller: (() => void) | undefined;
  reset: () => void;
  /** `+`, `-` and `0`, as people know it from maps. */
  onKey: (event: { key: string; ctrlKey: boolean; metaKey: boolean; preventDefault: () => void }) => void;
}

/** How large a picture is shown. */
export function useZoom(): Zoom {
  const [at, setAt] = useState(NATURAL);
  const to = (step: number) => (step < 0 || step >= STEPS.length ? undefined : () => setAt(step));
  const [bigger, smaller, reset] = [to(at + 1), to(at - 1), () => setAt(NATURAL)];
  return {
    scale: STEPS[at] ?? 1,
    bigger,
    smaller,
    reset,
    onKey: (event) => {
      // With these held down the browser's own zoom is meant.
      if (event.ctrlKey || event.metaKey) return;
      const act = { '+': bigger, '=': bigger, '-': smaller, '0': reset }[event.key];
      if (act === undefined) return;
      event.preventDefault();
      act();
    },
  };
}
