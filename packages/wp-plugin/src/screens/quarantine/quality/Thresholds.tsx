import type { Thresholds as Both } from '@handoff/shared/panel';
import { usePanelHost, useThresholds } from '@handoff/shared/panel/hooks';
import { Button, TextControl } from '@wordpress/components';
import { __ } from '../../../app/i18n.ts';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { Section } from '../../../ui/Section.tsx';
import { WhatIf } from './WhatIf.tsx';

/** From which score messages are flagged and kept back, and what other numbers would have done last month. */
export function Thresholds({ sourceId, kept }: { sourceId: string; kept: Both }) {
  const { canManage } = usePanelHost().person;
  const { review, quarantine, change, isRight, isChanged, outcome, isTrying, unknown, save, busy, isSaved, error } = useThresholds(
    sourceId,
    kept,
  );
  const field = (key: keyof Both, label: string, value: string) => (
    <TextControl
      label={label}
      type="number"
      step="0.1"
      min="0.1"
      value={value}
      onChange={(text) => change({ [key]: text })}
      __next40pxDefaultSize
      __nextHasNoMarginBottom
    />
  );
  return (
    <Section title={__('When it steps in', 'handoff')}>
      <div className="handoff-rules">
        <p>{__('Every sign of spam adds to a score. Try other limits: nothing changes until you save them.', 'handoff')}</p>
        {field('review', __('Flag from this score', 'handoff'), review)}
        {field('quarantine', __('Keep back from this score', 'handoff'), quarantine)}
        {!isRight && <p role="alert">{__('Enter two numbers above 0. The second must not be lower than the first.', 'handoff')}</p>}
        {isRight && unknown !== undefined && <ErrorNotice {...unknown} />}
        {isRight && unknown === undefined && outcome === undefined && <Loading lines={6} />}
        {isRight && unknown === undefined && outcome !== undefined && <WhatIf outcome={outcome} isTrying={isTrying} />}
        {error !== null && <ErrorNotice error={error} />}
        {canManage && (
          <div className="handoff-actions">
            <Button
              variant="primary"
              __next40pxDefaultSize
              onClick={save}
              isBusy={busy}
              disabled={busy || !isChanged}
              accessibleWhenDisabled
            >
              {__('Use these limits', 'handoff')}
            </Button>
            <span role="status" className="handoff-saved">
              {isSaved && __('Saved. They hold for what comes in from now on.', 'handoff')}
            </span>
          </div>
        )}
      </div>
    </Section>
  );
}
