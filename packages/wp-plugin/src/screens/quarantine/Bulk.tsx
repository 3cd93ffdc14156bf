import { canRelease } from '@handoff/shared/panel';
import type { ChosenKept, ListedEvent } from '@handoff/shared/panel/hooks';
import { Button, CheckboxControl } from '@wordpress/components';
import { __, _n, fill } from '../../app/i18n.ts';
import type { KeptDoing } from './useKeptActions.tsx';

interface BulkProps {
  shown: readonly ListedEvent[];
  chosen: ChosenKept;
  /** There are other pages. */
  hasMore: boolean;
  doing: KeptDoing;
}

/** Chooses all on this page or in the list, and does one thing with all that are chosen. */
export function Bulk({ shown, chosen, hasMore, doing }: BulkProps) {
  const { items, whole } = chosen;
  const isAll = items.length >= shown.length;
  const judged = items.filter(({ verdict }) => verdict !== 'suppress' && verdict !== 'duplicate');
  const actions = [
    { label: __('Let them go on', 'handoff'), able: items.filter(canRelease), run: doing.release },
    { label: __('All of them are spam', 'handoff'), able: judged, run: (some: readonly ListedEvent[]) => doing.mark(some, 'spam') },
    {
      label: __('None of them is spam', 'handoff'),
      able: judged.filter(({ verdict }) => verdict !== 'quarantine'),
      run: (some: readonly ListedEvent[]) => doing.mark(some, 'not_spam'),
    },
  ];
  const action = { variant: 'secondary', __next40pxDefaultSize: true, disabled: doing.busy, accessibleWhenDisabled: true } as const;
  return (
    <div className="handoff-actions">
      <CheckboxControl
        label={
          items.length === 0
            ? __('Choose all on this page', 'handoff')
            : fill(_n('{count} chosen', '{count} chosen', items.length, 'handoff'), { count: items.length })
        }
        checked={isAll}
        indeterminate={!isAll && items.length > 0}
        onChange={() => chosen.chooseAll(!isAll)}
        __nextHasNoMarginBottom
      />
      {isAll && hasMore && (
        <Button {...action} isBusy={whole.busy} disabled={whole.busy || whole.isChosen} onClick={whole.choose}>
          {__('Choose all in this list', 'handoff')}
        </Button>
      )}
      {actions.map(({ label, able, run }) =>
        able.length === 0 ? null : (
          <Button key={label} {...action} onClick={() => run(able)}>
            {able.length === items.length ? label : fill(__('{name} ({count})', 'handoff'), { name: label, count: able.length })}
          </Button>
        ),
      )}
      <span role="status">
        {whole.isCut &&
          fill(__('These are the latest {count} of this list; no more can be chosen at once.', 'handoff'), { count: items.length })}
      </span>
    </div>
  );
}
