import type { Note } from '@handoff/shared/panel';
import { Notice } from '../../../ui/Notice.tsx';

/** What has to be known before something is done; what may go wrong stands out. */
export function Notes({ notes }: { notes: readonly Note[] }) {
  return (
    <>
      {notes.map(({ text, isWarning }) =>
        isWarning ? (
          <Notice key={text} tone="warning">
            {text}
          </Notice>
        ) : (
          <s-paragraph key={text}>{text}</s-paragraph>
        ),
      )}
    </>
  );
}
