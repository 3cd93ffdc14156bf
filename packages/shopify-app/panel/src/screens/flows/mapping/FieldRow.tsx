import { type Row, type Rule, typeWords } from '@handoff/shared/panel';
import type { PreviewState } from '@handoff/shared/panel/hooks';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { fill, t } from '../../../app/i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { RuleChips } from '../rule/RuleChips.tsx';
import { RuleEditor } from '../rule/RuleEditor.tsx';
import { FieldTrace } from './FieldTrace.tsx';
import { Outcome } from './Outcome.tsx';

interface FieldRowProps {
  row: Row;
  preview: PreviewState;
  problems: readonly string[];
  isOpen: boolean;
  onToggle: () => void;
  onRule: (rule: Rule, isTyping: boolean) => void;
  onRemove: () => void;
}

/** One field of the destination: how its value is made, what comes out for the example, and what is wrong with it. */
export function FieldRow({ row, preview, problems, isOpen, onToggle, onRule, onRemove }: FieldRowProps) {
  const { field, rule } = row;
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const finish = () => {
    onToggle();
    button.current?.focus();
  };
  return (
    <li class={`handoff-row${isOpen ? ' is-open' : ''}${problems.length > 0 ? ' has-problem' : ''}`}>
      <button ref={button} type="button" class="handoff-row__button" aria-expanded={isOpen} aria-controls={id} onClick={onToggle}>
        <span class="handoff-row__field">
          <strong>{field.label}</strong>
          <span class="handoff-quiet">
            {typeWords(field, t)}
            {field.required && ` · ${t('required')}`}
          </span>
        </span>
        <span class="handoff-row__rule">
          {rule === undefined ? (
            <span class="handoff-quiet">{t('Choose a value…')}</span>
          ) : (
            <RuleChips rule={rule} options={field.options} />
          )}
        </span>
        <s-icon type={isOpen ? 'chevron-up' : 'chevron-down'} />
      </button>
      <Outcome row={row} preview={preview} problems={problems} />
      <div id={id} hidden={!isOpen}>
        {isOpen && (
          <RowEditor label={fill(t('How “{field}” is filled'), { field: field.label })}>
            {field.description !== undefined && <s-text color="subdued">{field.description}</s-text>}
            <RuleEditor rule={rule} target={field} onChange={onRule} />
            {rule !== undefined && <FieldTrace trace={preview.preview?.trace.find(({ target }) => target === field.path)} />}
            <s-stack direction="inline" gap="small-200">
              <Button onClick={finish}>{t('Done')}</Button>
              {rule !== undefined && (
                <Button variant="tertiary" critical onClick={onRemove}>
                  {t('Do not fill this field')}
                </Button>
              )}
            </s-stack>
          </RowEditor>
        )}
      </div>
    </li>
  );
}

/** Takes the focus as it opens, so that one can go on at once by keyboard. */
function RowEditor({ label, children }: { label: string; children: ComponentChildren }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} class="handoff-row__editor" role="group" aria-label={label} tabIndex={-1}>
      {children}
    </div>
  );
}
