import { Button, Card, CardBody, Notice } from '@wordpress/components';
import { arrowDown, arrowUp, chevronDown, chevronUp, trash } from '@wordpress/icons';
import type { Step } from '@handoff/shared/flow';
import { stepWords } from '@handoff/shared/panel';
import { EarlierSteps, useEditor } from '@handoff/shared/panel/hooks';
import { useEffect, useId, useMemo, useRef } from '@wordpress/element';
import { __, _n, fill } from '../../../app/i18n.ts';
import { MappingEditor } from '../mapping/MappingEditor.tsx';
import { StepOptions } from './StepOptions.tsx';

interface StepCardProps {
  step: Step;
  index: number;
  isOpen: boolean;
  /** It was added just now: the keyboard goes on here. */
  isNew: boolean;
  onToggle: () => void;
  onRemoved: () => void;
}

export function StepCard({ step, index, isOpen, isNew, onToggle, onRemoved }: StepCardProps) {
  const { spec, catalog, problems } = useEditor();
  const id = useId();
  const toggle = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isNew) toggle.current?.focus();
  }, [isNew]);
  const earlier = useMemo(() => spec.steps.slice(0, index), [spec.steps, index]);
  const count = Object.keys(step.mapping.fields).length;
  const mine = problems.filter(({ place }) => (place.part === 'step' || place.part === 'field') && place.key === step.key);
  return (
    <Card as="section" className="handoff-section handoff-step" aria-labelledby={`${id}-title`}>
      <header className="handoff-step__head">
        <h3 id={`${id}-title`}>
          <Button
            ref={toggle}
            icon={isOpen ? chevronUp : chevronDown}
            iconPosition="right"
            className="handoff-step__toggle"
            aria-expanded={isOpen}
            aria-controls={`${id}-body`}
            onClick={onToggle}
          >
            {fill(__('{number}. {what}', 'handoff'), { number: index + 1, what: stepWords(step, catalog.names) })}
          </Button>
        </h3>
        <span className="handoff-quiet">{fill(_n('{count} field', '{count} fields', count, 'handoff'), { count })}</span>
        {mine.length > 0 && (
          <span className="handoff-problem">
            {fill(_n('{count} problem', '{count} problems', mine.length, 'handoff'), { count: mine.length })}
          </span>
        )}
        <StepActions step={step} index={index} onRemoved={onRemoved} />
      </header>
      <CardBody id={`${id}-body`} hidden={!isOpen}>
        {isOpen && (
          <EarlierSteps.Provider value={earlier}>
            {mine
              .filter(({ place }) => place.part === 'step')
              .map(({ message }) => (
                <Notice key={message} status="error" isDismissible={false} className="handoff-notice">
                  {message}
                </Notice>
              ))}
            <StepOptions step={step} earlier={earlier} />
            <MappingEditor step={step} earlier={earlier} />
          </EarlierSteps.Provider>
        )}
      </CardBody>
    </Card>
  );
}

function StepActions({ step, index, onRemoved }: Pick<StepCardProps, 'step' | 'index' | 'onRemoved'>) {
  const { spec, edit, readOnly } = useEditor();
  if (readOnly) return null;
  const number = index + 1;
  return (
    <span className="handoff-actions">
      {spec.steps.length > 1 && (
        <>
          <Button
            icon={arrowUp}
            label={fill(__('Move step {number} up', 'handoff'), { number })}
            disabled={index === 0}
            accessibleWhenDisabled
            onClick={() => edit({ do: 'moveStep', key: step.key, by: -1 })}
          />
          <Button
            icon={arrowDown}
            label={fill(__('Move step {number} down', 'handoff'), { number })}
            disabled={number === spec.steps.length}
            accessibleWhenDisabled
            onClick={() => edit({ do: 'moveStep', key: step.key, by: 1 })}
          />
        </>
      )}
      <Button
        icon={trash}
        label={fill(__('Remove step {number} (can be undone)', 'handoff'), { number })}
        onClick={() => {
          edit({ do: 'removeStep', key: step.key });
          onRemoved();
        }}
      />
    </span>
  );
}
