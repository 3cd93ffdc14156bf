import { useEffect, useRef } from 'preact/hooks';
import { t } from '../../../app/i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { Notice } from '../../../ui/Notice.tsx';

/** What came of what a person did: what was done, and why the rest was not. */
export interface Outcome {
  done: string;
  notDone: readonly string[];
  /** Where it can be taken back. */
  undo?: () => void;
}

export const saying = (done: string): Outcome => ({ done, notDone: [] });

/** What came of what a person just did. The keyboard goes on here: what was pressed is often gone by then. */
export function Said({ outcome, error }: { outcome: Outcome | null; error: Error | null }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (outcome !== null) box.current?.focus();
  }, [outcome]);
  return (
    <>
      <div ref={box} role="status" class="handoff-part" tabIndex={-1}>
        {outcome !== null && (
          <s-banner tone={outcome.notDone.length === 0 ? 'success' : 'info'}>
            <s-paragraph>{outcome.done}</s-paragraph>
            {outcome.notDone.length > 0 && (
              <s-unordered-list>
                {outcome.notDone.map((reason) => (
                  <s-list-item key={reason}>{reason}</s-list-item>
                ))}
              </s-unordered-list>
            )}
            {outcome.undo !== undefined && (
              <Button slot="secondary-actions" onClick={outcome.undo}>
                {t('Undo')}
              </Button>
            )}
          </s-banner>
        )}
      </div>
      {error !== null && <Notice tone="critical">{error.message}</Notice>}
    </>
  );
}
