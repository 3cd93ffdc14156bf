import { Button } from '@wordpress/components';
import { chevronDown, chevronUp } from '@wordpress/icons';
import type { Rule } from '@handoff/shared/panel';
import type { RuleTarget } from '@handoff/shared/panel/hooks';
import { createContext, useContext, useId, useState } from '@wordpress/element';
import type { ComponentType } from 'react';
import { __ } from '../../../app/i18n.ts';
import { RuleChips } from './RuleChips.tsx';

export interface RuleEditorProps {
  rule: Rule | undefined;
  target: RuleTarget;
  /** `isTyping`: one more letter of the same change. */
  onChange: (rule: Rule, isTyping: boolean) => void;
  /** How many rules this one stands inside of. */
  depth?: number;
}

/** The editor of rules, for its own parts: rules stand inside rules. */
export const RuleEditorContext = createContext<ComponentType<RuleEditorProps> | null>(null);

/** A rule inside another one: in words, and folded until somebody changes it. */
export function NestedRule({ startsOpen = false, ...props }: RuleEditorProps & { rule: Rule; startsOpen?: boolean }) {
  const Editor = useContext(RuleEditorContext);
  const [isOpen, setOpen] = useState(startsOpen);
  const id = useId();
  return (
    <div className="handoff-nested">
      <div className="handoff-nested__head">
        <RuleChips rule={props.rule} options={props.target.options} />
        <Button
          icon={isOpen ? chevronUp : chevronDown}
          label={isOpen ? __('Fold this value', 'handoff') : __('Change this value', 'handoff')}
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setOpen(!isOpen)}
        />
      </div>
      <div id={id}>{isOpen && Editor !== null && <Editor {...props} />}</div>
    </div>
  );
}
