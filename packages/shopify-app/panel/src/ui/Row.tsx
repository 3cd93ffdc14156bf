import type { ComponentChildren } from 'preact';

interface RowProps {
  /** A mark before it all, such as whether it is done. */
  mark?: ComponentChildren;
  /** How it is or what can be done about it: beside the rest, under it on a phone. */
  end?: ComponentChildren;
  children: ComponentChildren;
}

/** One line of a list: what it is, and at its end how it is or what can be done. */
export function Row({ mark, end, children }: RowProps) {
  return (
    <div class={mark === undefined ? 'handoff-line' : 'handoff-line handoff-line--marked'}>
      {mark}
      <div class="handoff-line__main">{children}</div>
      {Boolean(end) && <div class="handoff-line__end">{end}</div>}
    </div>
  );
}
