import type { ComponentChildren } from 'preact';
import { _n, fill, t } from '../../../app/i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import './bulk.css';

export interface BulkAction<Item> {
  label: string;
  critical?: boolean;
  /** Of what is chosen, what it can be done with. */
  can: (item: Item) => boolean;
  run: (items: Item[]) => void;
}

interface BulkProps<Item> {
  items: readonly Item[];
  chosen: readonly Item[];
  onAll: (isOn: boolean) => void;
  actions: readonly BulkAction<Item>[];
  busy?: boolean;
  /** What else can be done with those that are chosen. */
  children?: ComponentChildren;
  /** What can be done without choosing: at the end, where it stands before there is anything to choose. */
  end?: ComponentChildren;
}

/** Chooses all on this page, and does one thing with those that are chosen and allow it. */
export function Bulk<Item>({ items, chosen, onAll, actions, busy = false, children, end }: BulkProps<Item>) {
  // Those of other pages may be chosen too.
  const isAll = chosen.length >= items.length;
  return (
    <div class="handoff-bulk">
      <s-stack direction="inline" gap="small-200" alignItems="center">
        {items.length > 0 && (
          <s-checkbox
            label={
              chosen.length === 0
                ? t('Choose all on this page')
                : fill(_n('{count} chosen', '{count} chosen', chosen.length), { count: chosen.length })
            }
            checked={isAll && chosen.length > 0}
            indeterminate={!isAll && chosen.length > 0}
            onChange={() => onAll(!isAll)}
          />
        )}
        {actions.map(({ label, critical = false, can, run }) => {
          const able = chosen.filter(can);
          if (able.length === 0) return null;
          return (
            <Button key={label} critical={critical} busy={busy} onClick={() => run(able)}>
              {able.length === chosen.length ? label : fill(t('{name} ({count})'), { name: label, count: able.length })}
            </Button>
          );
        })}
        {children}
      </s-stack>
      {end !== undefined && <div class="handoff-bulk__end">{end}</div>}
    </div>
  );
}
