import { retentionWords } from '@handoff/shared/panel';
import { usePanelHost, type useRetention, useRetentionForm } from '@handoff/shared/panel/hooks';
import { Button, TextControl } from '@wordpress/components';
import { __, fill, t } from '../../../app/i18n.ts';

type Retention = NonNullable<ReturnType<typeof useRetention>['retention']>;
type Kind = keyof Retention['days'];

/** One number of days a kind; an empty field follows the server. Nothing changes until it is saved. */
export function KeepingForm({ retention }: { retention: Retention }) {
  const { canManage } = usePanelHost().person;
  const form = useRetentionForm(retention);
  const kinds = Object.keys(retention.days) as Kind[];
  if (!canManage) {
    return (
      <dl className="handoff-keeping-facts">
        {kinds.map((kind) => (
          <div key={kind}>
            <dt>{retentionWords(kind, t).title}</dt>
            <dd>{fill(__('{days} days', 'handoff'), { days: retention.days[kind] })}</dd>
          </div>
        ))}
      </dl>
    );
  }
  return (
    <form
      className="handoff-keeping"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        form.save();
      }}
    >
      <p>{__('Where a field is empty, the grey number holds: the server’s own.', 'handoff')}</p>
      {kinds.map((kind) => (
        <Days key={kind} kind={kind} retention={retention} value={form.draft[kind]} wrong={form.wrong.includes(kind)} onChange={form.set} />
      ))}
      {form.error !== null && (
        <p role="alert" className="handoff-problem">
          {form.error.message}
        </p>
      )}
      <div className="handoff-actions">
        <Button
          variant="primary"
          type="submit"
          __next40pxDefaultSize
          isBusy={form.busy}
          disabled={!form.isChanged || form.wrong.length > 0 || form.busy}
          accessibleWhenDisabled
        >
          {__('Save', 'handoff')}
        </Button>
        <span role="status" className="handoff-quiet">
          {form.isSaved && __('Saved. What is older goes within the next hours.', 'handoff')}
        </span>
      </div>
    </form>
  );
}

interface DaysProps {
  kind: Kind;
  retention: Retention;
  value: string;
  wrong: boolean;
  onChange: (kind: Kind, days: string) => void;
}

function Days({ kind, retention, value, wrong, onChange }: DaysProps) {
  const { title, meaning } = retentionWords(kind, t);
  const bounds = fill(__('From {least} to {most} days.', 'handoff'), { least: retention.min[kind], most: retention.max[kind] });
  return (
    <TextControl
      __next40pxDefaultSize
      __nextHasNoMarginBottom
      label={fill(__('{what} (days)', 'handoff'), { what: title })}
      help={wrong ? <span className="handoff-problem">{bounds}</span> : meaning}
      aria-invalid={wrong}
      type="number"
      min={retention.min[kind]}
      max={retention.max[kind]}
      placeholder={String(retention.defaults[kind])}
      value={value}
      onChange={(typed) => onChange(kind, typed)}
    />
  );
}
