import { Button, SelectControl } from '@wordpress/components';
import { arrowDown, arrowUp, trash } from '@wordpress/icons';
import { type ChangeKind, changeKinds, changeWords, newChange, type RuleChange } from '@handoff/shared/panel';
import { type RuleTarget, useEditor } from '@handoff/shared/panel/hooks';
import { __, fill, t } from '../../../app/i18n.ts';
import { ChangeOptions } from './ChangeOptions.tsx';

interface ChangesEditorProps {
  changes: readonly RuleChange[];
  target: RuleTarget;
  depth: number;
  onChange: (changes: RuleChange[], isTyping: boolean) => void;
}

/** What is done to a value, one after the other. */
export function ChangesEditor({ changes, target, depth, onChange }: ChangesEditorProps) {
  const { words, defaults } = useEditor();
  const swap = (index: number, by: -1 | 1) => {
    const [one, other] = [changes[index], changes[index + by]];
    if (one !== undefined && other !== undefined) onChange(changes.with(index, other).with(index + by, one), false);
  };
  return (
    <>
      {changes.length > 0 && (
        <ol className="handoff-changes">
          {changes.map((change, index) => {
            const name = { change: changeWords(change, words) };
            return (
              <li key={index}>
                <div className="handoff-changes__head">
                  <span className="handoff-chip is-change">{name.change}</span>
                  <span className="handoff-actions">
                    {changes.length > 1 && (
                      <>
                        <Button
                          icon={arrowUp}
                          label={fill(__('Do “{change}” earlier', 'handoff'), name)}
                          disabled={index === 0}
                          accessibleWhenDisabled
                          onClick={() => swap(index, -1)}
                        />
                        <Button
                          icon={arrowDown}
                          label={fill(__('Do “{change}” later', 'handoff'), name)}
                          disabled={index === changes.length - 1}
                          accessibleWhenDisabled
                          onClick={() => swap(index, 1)}
                        />
                      </>
                    )}
                    <Button
                      icon={trash}
                      label={fill(__('Remove “{change}”', 'handoff'), name)}
                      onClick={() => onChange(changes.toSpliced(index, 1), false)}
                    />
                  </span>
                </div>
                <ChangeOptions
                  change={change}
                  target={target}
                  depth={depth}
                  onChange={(next, isTyping) => onChange(changes.with(index, next), isTyping)}
                />
              </li>
            );
          })}
        </ol>
      )}
      <SelectControl
        label={__('Do something to the value', 'handoff')}
        hideLabelFromVision
        value=""
        options={[{ value: '', label: __('Then make it…', 'handoff') }, ...changeKinds(t)]}
        onChange={(kind: ChangeKind | '') => {
          if (kind !== '') onChange([...changes, newChange(kind, defaults)], false);
        }}
        __next40pxDefaultSize
        __nextHasNoMarginBottom
      />
    </>
  );
}
