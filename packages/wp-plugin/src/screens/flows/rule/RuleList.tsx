import { Button } from '@wordpress/components';
import { arrowDown, arrowUp, trash } from '@wordpress/icons';
import type { Rule } from '@handoff/shared/panel';
import { useState } from '@wordpress/element';
import { __, fill } from '../../../app/i18n.ts';
import { NestedRule, type Target } from './nested.tsx';

interface RuleListProps {
  rules: readonly Rule[];
  target: Target;
  depth: number;
  onChange: (rules: Rule[], isTyping: boolean) => void;
}

/** As many as a rule may hold. */
const MOST = 20;

/** Several values in order. One at least always stays. */
export function RuleList({ rules, target, depth, onChange }: RuleListProps) {
  const [added, setAdded] = useState<number>();
  const swap = (index: number, by: -1 | 1) => {
    const [one, other] = [rules[index], rules[index + by]];
    if (one !== undefined && other !== undefined) onChange(rules.with(index, other).with(index + by, one), false);
  };
  const add = () => {
    setAdded(rules.length);
    onChange([...rules, { do: 'path', path: '/subject/email' }], false);
  };
  return (
    <>
      <ol className="handoff-rules">
        {rules.map((rule, index) => {
          const number = index + 1;
          return (
            <li key={index}>
              <NestedRule
                rule={rule}
                target={target}
                depth={depth + 1}
                startsOpen={index === added}
                onChange={(next, isTyping) => onChange(rules.with(index, next), isTyping)}
              />
              <div className="handoff-actions">
                <Button
                  icon={arrowUp}
                  label={fill(__('Move value {number} up', 'handoff'), { number })}
                  disabled={index === 0}
                  accessibleWhenDisabled
                  onClick={() => swap(index, -1)}
                />
                <Button
                  icon={arrowDown}
                  label={fill(__('Move value {number} down', 'handoff'), { number })}
                  disabled={number === rules.length}
                  accessibleWhenDisabled
                  onClick={() => swap(index, 1)}
                />
                <Button
                  icon={trash}
                  label={fill(__('Remove value {number}', 'handoff'), { number })}
                  disabled={rules.length === 1}
                  accessibleWhenDisabled
                  onClick={() => onChange(rules.toSpliced(index, 1), false)}
                />
              </div>
            </li>
          );
        })}
      </ol>
      {rules.length < MOST && (
        <Button variant="tertiary" __next40pxDefaultSize onClick={add}>
          {__('Add a value', 'handoff')}
        </Button>
      )}
    </>
  );
}
