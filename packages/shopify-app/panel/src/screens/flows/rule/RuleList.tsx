import type { Rule } from '@handoff/shared/panel';
import { type RuleTarget, useRuleList } from '@handoff/shared/panel/hooks';
import { fill, t } from '../../../app/i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
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
                onChange={(next, isTyping) => set(index, next, isTyping)}
              />
              <s-stack direction="inline" gap="none">
                <IconButton
                  icon="arrow-up"
                  label={fill(t('Move value {number} up'), { number })}
                  disabled={index === 0}
                  onClick={() => move(index, -1)}
                />
                <IconButton
                  icon="arrow-down"
                  label={fill(t('Move value {number} down'), { number })}
                  disabled={number === rules.length}
                  onClick={() => move(index, 1)}
                />
                <IconButton
                  icon="delete"
                  label={fill(t('Remove value {number}'), { number })}
                  disabled={rules.length === 1}
                  onClick={() => remove(index)}
                />
              </s-stack>
            </li>
          );
        })}
      </ol>
      {canAdd && (
        <s-stack direction="inline">
          <Button variant="tertiary" onClick={add}>
            {t('Add a value')}
          </Button>
        </s-stack>
      )}
    </>
  );
}
