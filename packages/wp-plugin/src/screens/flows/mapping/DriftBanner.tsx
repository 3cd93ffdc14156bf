import { Button, Notice } from '@wordpress/components';
import type { Step } from '@handoff/shared/flow';
import { driftWords, type Field, findDrift } from '@handoff/shared/panel';
import { useEditor } from '@handoff/shared/panel/hooks';
import { __, t } from '../../../app/i18n.ts';

interface DriftBannerProps {
  step: Step;
  fields: readonly Field[];
  declared: readonly Field[];
  /** Whether the account's own fields are known; without them nothing can be said. */
  isKnown: boolean;
}

/** What is no longer at the destination as it was when the step was mapped. A step nobody has mapped yet has no drift. */
export function DriftBanner({ step, fields, declared, isKnown }: DriftBannerProps) {
  const { edit, readOnly } = useEditor();
  if (!isKnown || Object.keys(step.mapping.fields).length === 0) return null;
  const drift = findDrift(step, fields, declared);
  if (drift.length === 0) return null;
  return (
    <Notice status="warning" isDismissible={false} className="handoff-notice">
      <p>{__('The destination and this mapping do not fit together:', 'handoff')}</p>
      <ul className="handoff-list">
        {drift.map((one) => (
          <li key={`${one.kind} ${one.target} ${one.kind === 'option' ? one.value : ''}`}>
            {driftWords(one, t)}{' '}
            {one.kind === 'gone' && !readOnly && (
              <Button variant="link" onClick={() => edit({ do: 'removeRule', key: step.key, target: one.target })}>
                {__('Take it out', 'handoff')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
