import type { Note } from '@handoff/shared/panel';

/** What has to be known before something is done; what may go wrong stands out. */
export function Notes({ notes }: { notes: readonly Note[] }) {
  return (
    <>
      {notes.map(({ text, isWarning }) => (
        <p key={text} {...(isWarning ? { className: 'handoff-warning' } : {})}>
          {text}
        </p>
      ))}
    </>
  );
}
