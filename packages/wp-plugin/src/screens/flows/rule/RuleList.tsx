import { Button } from '@wordpress/components';
import { arrowDown, arrowUp, trash } from '@wordpress/icons';
import type { Rule } from '@handoff/shared/panel';
import { type RuleTarget, useRuleList } from '@handoff/shared/panel/hooks';
import { __, fill } from '../../../app/i18n.ts';
import { NestedRule } from './nested.tsx';

interface RuleListProps {
  rules: readonly Rule[];
  target: RuleTarget;
  depth: number;
  onChange: (rules: Rule[], isTyping: boolean) => void;
}

/** Several values in order. One at least always stays. */
export function RuleList({ rules, target, depth, onChange }: RuleListProps) {
  const { added, set, move, remove, canAdd, add } = useRuleList(rules, onChange);
  return (
    <>
      <ol className="handoff-rule-list">
        {rules.map((rule, index) => {
          const number = index + 1;
          return (
            <li key={index}>
              <NestedRule
                rule={rule}
                target={target}
                depth={depth + 1}
                startsOpen={index === added}
                onChange={(next, isTyping) => set(index, next, isTyping)}
              />
              <div className="handoff-actions">
                <Button
                  icon={arrowUp}
                  label={fill(__('Move value {number} up', 'handoff'), { number })}
                  disabled={index === 0}
                  accessibleWhenDisabled
                  onClick={() => move(index, -1)}
                />
                <Button
                  icon={arrowDown}
                  label={fill(__('Move value {number} down', 'handoff'), { number })}
                  disabled={number === rules.length}
                  accessibleWhenDisabled
                  onClick={() => move(index, 1)}
                />
                <Button
                  icon={trash}
                  label={fill(__('Remove value {number}', 'handoff'), { number })}
                  disabled={rules.length === 1}
                  accessibleWhenDisabled
                  onClick={() => remove(index)}
                />
              </div>
            </li>
          );
        })}
      </ol>
      {canAdd && (
        <Button variant="tertiary" __next40pxDefaultSize onClick={add}>
          {__('Add a value', 'handoff')}
        </Button>
      )}
    </>
  );
}
