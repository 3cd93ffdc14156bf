import { Button, Notice } from '@wordpress/components';
import type { Step } from '@handoff/shared/flow';
import { fitToForms, ruleWords, suggest } from '@handoff/shared/panel';
import { useEditor, useServer, useForms, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { useState } from '@wordpress/element';
import { __, _n, fill } from '../../../app/i18n.ts';

interface SuggestionNoticeProps {
  step: Step;
  earlier: readonly Step[];
}

/** Offers a mapping that most need, for fields nobody has filled; nothing is taken over without a click. */
export function SuggestionNotice({ step, earlier }: SuggestionNoticeProps) {
  const { spec, sample, edit, words, fieldName } = useEditor();
  const siteForms = useForms();
  const [isHidden, setHidden] = useState(false);
  const isEmpty = Object.keys(step.mapping.fields).length === 0;
  const { choice, type } = sample;
  const { data } = useServer(
    'defaultMapping',
    {
      params: { workspaceId: useWorkspaceId(), connectionId: step.connection, operation: step.operation },
      query: { type, ...('eventId' in choice ? { eventId: choice.eventId } : {}) },
    },
    { enabled: !isHidden },
  );
  if (data === undefined || isHidden) return null;
  const { forms = [] } = spec.trigger;
  const starting = siteForms.filter(({ id }) => forms.length === 0 || forms.includes(id)).map(({ fields }) => fields);
  const fitted = type === 'form.submitted' ? fitToForms(data.mapping, starting) : data.mapping;
  const { added } = suggest(fitted.fields, step, earlier);
  const entries = Object.entries(added);
  if (entries.length === 0) return null;
  const list = (
    <ul className="handoff-list">
      {entries.map(([target, rule]) => (
        <li key={target}>
          <strong>{fieldName(step, target)}</strong>: {ruleWords(rule, words)}
        </li>
      ))}
    </ul>
  );
  const accept = (
    <p className="handoff-actions">
      <Button
        variant={isEmpty ? 'primary' : 'secondary'}
        __next40pxDefaultSize
        onClick={() => edit({ do: 'setRules', key: step.key, fields: added })}
      >
        {fill(_n('Fill this field so', 'Fill these {count} fields so', entries.length, 'handoff'), { count: entries.length })}
      </Button>
      <Button variant="tertiary" __next40pxDefaultSize onClick={() => setHidden(true)}>
        {__('No, thanks', 'handoff')}
      </Button>
    </p>
  );
  return isEmpty ? (
    <Notice status="info" isDismissible={false} className="handoff-notice">
      <p>{__('A suggestion to begin with. Nothing is saved by taking it, and every field can be changed afterwards:', 'handoff')}</p>
      {list}
      {accept}
    </Notice>
  ) : (
    <details className="handoff-folded">
      <summary>
        {fill(_n('{count} more field could be filled', '{count} more fields could be filled', entries.length, 'handoff'), {
          count: entries.length,
        })}
      </summary>
      {list}
      {accept}
    </details>
  );
}
