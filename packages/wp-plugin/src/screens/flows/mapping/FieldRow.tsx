import { Button } from '@wordpress/components';
import { fieldProblems, type Row, type Rule, sentWords, typeWords } from '@handoff/shared/panel';
import { type PreviewState, useEditor } from '@handoff/shared/panel/hooks';
import { useEffect, useId, useRef } from '@wordpress/element';
import { __, fill, t } from '../../../app/i18n.ts';
import { RuleChips } from '../rule/RuleChips.tsx';
import { RuleEditor } from '../rule/RuleEditor.tsx';
import { FieldTrace } from './FieldTrace.tsx';

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
  const { readOnly } = useEditor();
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const finish = () => {
    onToggle();
    button.current?.focus();
  };
  const warnings = (preview.preview?.warnings ?? []).filter(({ path }) => path === field.path);
  return (
    <li className={`handoff-map-row${isOpen ? ' is-open' : ''}${problems.length > 0 ? ' has-problem' : ''}`}>
      <div className="handoff-map-row__field">
        <strong>{field.label}</strong>
        {field.required && <span className="handoff-map-row__required">{__('required', 'handoff')}</span>}
        <span className="handoff-quiet">{typeWords(field, t)}</span>
      </div>
      <div className="handoff-map-row__rule">
        {readOnly ? (
          rule !== undefined && <RuleChips rule={rule} options={field.options} />
        ) : (
          <button
            ref={button}
            type="button"
            className="handoff-map-row__button"
            aria-expanded={isOpen}
            aria-controls={`${id}-editor`}
            onClick={onToggle}
          >
            <span className="screen-reader-text">{fill(__('{field}:', 'handoff'), { field: field.label })} </span>
            {rule === undefined ? (
              <span className="handoff-quiet">{__('Choose a value…', 'handoff')}</span>
            ) : (
              <RuleChips rule={rule} options={field.options} />
            )}
          </button>
        )}
      </div>
      <Outcome row={row} preview={preview} problems={problems} warnings={warnings.map(({ message }) => message)} />
      {isOpen && !readOnly && (
        <RowEditor id={`${id}-editor`}>
          {field.description !== undefined && <p className="handoff-quiet">{field.description}</p>}
          <RuleEditor rule={rule} target={field} onChange={onRule} />
          {rule !== undefined && <FieldTrace trace={preview.preview?.trace.find(({ target }) => target === field.path)} />}
          <div className="handoff-actions">
            <Button variant="secondary" __next40pxDefaultSize onClick={finish}>
              {__('Done', 'handoff')}
            </Button>
            {rule !== undefined && (
              <Button variant="tertiary" isDestructive __next40pxDefaultSize onClick={onRemove}>
                {__('Do not fill this field', 'handoff')}
              </Button>
            )}
          </div>
        </RowEditor>
      )}
    </li>
  );
}

/** Takes the focus as it opens, so that one can go on at once by keyboard. */
function RowEditor({ id, children }: { id: string; children: React.ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.querySelector<HTMLElement>('select, input, textarea')?.focus(), []);
  return (
    <div id={id} ref={box} className="handoff-map-row__editor">
      {children}
    </div>
  );
}

interface OutcomeProps {
  row: Row;
  preview: PreviewState;
  problems: readonly string[];
  warnings: readonly string[];
}

function Outcome({ row, preview: { preview, isStale }, problems, warnings }: OutcomeProps) {
  const trace = preview?.trace.find(({ target }) => target === row.field.path);
  return (
    <div className={`handoff-map-row__outcome${isStale ? ' is-stale' : ''}`}>
      {row.rule !== undefined && trace !== undefined && problems.length === 0 && (
        <span>
          <span className="handoff-quiet">{__('Sends', 'handoff')}</span> {sentWords(trace['value'], t)}
        </span>
      )}
      {fieldProblems(row, trace, problems, t).map((message) => (
        <span key={message} className="handoff-problem">
          {message}
        </span>
      ))}
      {warnings.map((message) => (
        <span key={message} className="handoff-warning">
          {message}
        </span>
      ))}
    </div>
  );
}
