import type { Rule } from '@handoff/shared/panel';
import type { RuleTarget } from '@handoff/shared/panel/hooks';
import { type ComponentType, createContext } from 'preact';
import { useContext, useState } from 'preact/hooks';
import { t } from '../../../app/i18n.ts';
import { Button } from '../../../ui/Button.tsx';
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
  return (
    <div class="handoff-nested">
      <div class="handoff-nested__head">
        <RuleChips rule={props.rule} options={props.target.options} />
        <Button variant="tertiary" label={isOpen ? t('Fold this value') : t('Change this value')} onClick={() => setOpen(!isOpen)}>
          {isOpen ? t('Fold') : t('Change')}
        </Button>
      </div>
      {isOpen && Editor !== null && <Editor {...props} />}
    </div>
  );
}
