import type { Step } from '@handoff/shared/flow';
import { stepWords } from '@handoff/shared/panel';
import { EarlierSteps, useEditor } from '@handoff/shared/panel/hooks';
import { useEffect, useId, useMemo, useRef } from 'preact/hooks';
import { _n, fill, t } from '../../../app/i18n.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { focusContent } from '../../../ui/Page.tsx';
import { MappingEditor } from '../mapping/MappingEditor.tsx';
import { StepOptions } from './StepOptions.tsx';

interface StepCardProps {
  step: Step;
  index: number;
  isOpen: boolean;
  /** It was added just now: the keyboard goes on here. */
  isNew: boolean;
  onToggle: () => void;
}

/** One step: what it does, when, and its mapping. */
export function StepCard({ step, index, isOpen, isNew, onToggle }: StepCardProps) {
  const { spec, catalog, problems } = useEditor();
  const id = useId();
  const toggle = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isNew) toggle.current?.focus();
  }, [isNew]);
  const earlier = useMemo(() => spec.steps.slice(0, index), [spec.steps, index]);
  const count = Object.keys(step.mapping.fields).length;
  const mine = problems.filter(({ place }) => (place.part === 'step' || place.part === 'field') && place.key === step.key);
  const title = fill(t('{number}. {what}'), { number: index + 1, what: stepWords(step, catalog.names) });
  return (
    <s-section accessibilityLabel={title}>
      <header class="handoff-step__head">
        <h2>
          <button ref={toggle} type="button" class="handoff-step__toggle" aria-expanded={isOpen} aria-controls={id} onClick={onToggle}>
            {title}
            <s-icon type={isOpen ? 'chevron-up' : 'chevron-down'} />
          </button>
        </h2>
        <s-text color="subdued">{fill(_n('{count} field', '{count} fields', count), { count })}</s-text>
        {mine.length > 0 && (
          <s-text tone="critical">{fill(_n('{count} problem', '{count} problems', mine.length), { count: mine.length })}</s-text>
        )}
        <StepActions step={step} index={index} />
      </header>
      <div id={id} hidden={!isOpen}>
        {isOpen && (
          <EarlierSteps.Provider value={earlier}>
            <s-stack gap="base">
              {mine
                .filter(({ place }) => place.part === 'step')
                .map(({ message }) => (
                  <Notice key={message} tone="critical">
                    {message}
                  </Notice>
                ))}
              <StepOptions step={step} earlier={earlier} />
              <MappingEditor step={step} earlier={earlier} />
            </s-stack>
          </EarlierSteps.Provider>
        )}
      </div>
    </s-section>
  );
}

function StepActions({ step, index }: Pick<StepCardProps, 'step' | 'index'>) {
  const { spec, edit } = useEditor();
  const number = index + 1;
  return (
    <s-stack direction="inline" gap="none">
      {spec.steps.length > 1 && (
        <>
          <IconButton
            icon="arrow-up"
            label={fill(t('Move step {number} up'), { number })}
            disabled={index === 0}
            onClick={() => edit({ do: 'moveStep', key: step.key, by: -1 })}
          />
          <IconButton
            icon="arrow-down"
            label={fill(t('Move step {number} down'), { number })}
            disabled={number === spec.steps.length}
            onClick={() => edit({ do: 'moveStep', key: step.key, by: 1 })}
          />
        </>
      )}
      <IconButton
        icon="delete"
        label={fill(t('Remove step {number} (can be undone)'), { number })}
        onClick={() => {
          edit({ do: 'removeStep', key: step.key });
          focusContent();
        }}
      />
    </s-stack>
  );
}
