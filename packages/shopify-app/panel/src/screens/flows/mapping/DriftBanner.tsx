import type { Step } from '@handoff/shared/flow';
import { driftWords, type Field, findDrift } from '@handoff/shared/panel';
import { useEditor } from '@handoff/shared/panel/hooks';
import { fill, t } from '../../../app/i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { Notice } from '../../../ui/Notice.tsx';

interface DriftBannerProps {
  step: Step;
  fields: readonly Field[];
  declared: readonly Field[];
  /** Whether the account's own fields are known; without them nothing can be said. */
  isKnown: boolean;
}

/** What is no longer at the destination as it was when the step was mapped. A step nobody has mapped yet has no drift. */
export function DriftBanner({ step, fields, declared, isKnown }: DriftBannerProps) {
  const { edit } = useEditor();
  if (!isKnown || Object.keys(step.mapping.fields).length === 0) return null;
  const drift = findDrift(step, fields, declared);
  if (drift.length === 0) return null;
  return (
    <Notice tone="warning" title={t('The destination and this mapping do not fit together:')}>
      <s-unordered-list>
        {drift.map((one) => {
          const words = driftWords(one, t);
          return (
            <s-list-item key={`${one.kind} ${one.target} ${one.kind === 'option' ? one.value : ''}`}>
              {words}{' '}
              {one.kind === 'gone' && (
                <Button
                  variant="tertiary"
                  label={fill(t('Take it out: {what}'), { what: words })}
                  onClick={() => edit({ do: 'removeRule', key: step.key, target: one.target })}
                >
                  {t('Take it out')}
                </Button>
              )}
            </s-list-item>
          );
        })}
      </s-unordered-list>
    </Notice>
  );
}
