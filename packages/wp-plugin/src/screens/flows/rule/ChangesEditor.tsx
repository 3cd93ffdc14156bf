import { Button, SelectControl } from '@wordpress/components';
import { arrowDown, arrowUp, trash } from '@wordpress/icons';
import { type ChangeKind, changeKinds, changeWords, type RuleChange } from '@handoff/shared/panel';
import { type RuleTarget, useChangeList, useEditor } from '@handoff/shared/panel/hooks';
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
  const { words } = useEditor();
  const list = useChangeList(changes, onChange);
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
                          onClick={() => list.move(index, -1)}
                        />
                        <Button
                          icon={arrowDown}
                          label={fill(__('Do “{change}” later', 'handoff'), name)}
                          disabled={index === changes.length - 1}
                          accessibleWhenDisabled
                          onClick={() => list.move(index, 1)}
                        />
                      </>
                    )}
                    <Button icon={trash} label={fill(__('Remove “{change}”', 'handoff'), name)} onClick={() => list.remove(index)} />
                  </span>
                </div>
                <ChangeOptions
                  change={change}
                  target={target}
                  depth={depth}
                  onChange={(next, isTyping) => list.set(index, next, isTyping)}
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
        onChange={(kind: ChangeKind | '') => list.add(kind)}
        __next40pxDefaultSize
        __nextHasNoMarginBottom
      />
    </>
  );
}
