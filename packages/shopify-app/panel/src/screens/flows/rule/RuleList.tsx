import type { Rule } from '@handoff/shared/panel';
import { useState } from 'preact/hooks';
import { fill, t } from '../../../app/i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
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
      <ol class="handoff-rules">
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
              <s-stack direction="inline" gap="none">
                <IconButton
                  icon="arrow-up"
                  label={fill(t('Move value {number} up'), { number })}
                  disabled={index === 0}
                  onClick={() => swap(index, -1)}
                />
                <IconButton
                  icon="arrow-down"
                  label={fill(t('Move value {number} down'), { number })}
                  disabled={number === rules.length}
                  onClick={() => swap(index, 1)}
                />
                <IconButton
                  icon="delete"
                  label={fill(t('Remove value {number}'), { number })}
                  disabled={rules.length === 1}
                  onClick={() => onChange(rules.toSpliced(index, 1), false)}
                />
              </s-stack>
            </li>
          );
        })}
      </ol>
      {rules.length < MOST && (
        <s-stack direction="inline">
          <Button variant="tertiary" onClick={add}>
            {t('Add a value')}
          </Button>
        </s-stack>
      )}
    </>
  );
}
