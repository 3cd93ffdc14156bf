import { retentionWords } from '@handoff/shared/panel';
import { type useRetention, useRetentionForm } from '@handoff/shared/panel/hooks';
import { fill, t } from '../../../app/i18n.ts';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Form } from '../../../ui/Form.tsx';
import { SaveBar } from '../../../ui/SaveBar.tsx';
import { TextInput } from '../../../ui/TextInput.tsx';
import { numberWords } from '../../../ui/times.ts';

type Retention = NonNullable<ReturnType<typeof useRetention>['retention']>;
type Kind = keyof Retention['days'];

/** One number of days a kind; an empty field follows the server. Held until it is saved in Shopify's bar. */
export function KeepingForm({ retention }: { retention: Retention }) {
  const { draft, wrong, isChanged, set, discard, save, busy, isSaved, error } = useRetentionForm(retention);
  const submit = () => {
    const [first] = wrong;
    if (first === undefined) save();
    else document.getElementById(idOf(first))?.focus();
  };
  return (
    <Form onSubmit={submit}>
      <SaveBar dirty={isChanged} busy={busy} onSave={submit} onDiscard={discard} />
      <s-paragraph>{t('Where a field is empty, the grey number holds: the server’s own.')}</s-paragraph>
      {(Object.keys(retention.days) as Kind[]).map((kind) => (
        <Days key={kind} kind={kind} retention={retention} value={draft[kind]} isWrong={wrong.includes(kind)} onChange={set} />
      ))}
      {error !== null && <ErrorNotice error={error} />}
      <div role="status">{isSaved && <s-text>{t('Saved. What is older goes within the next hours.')}</s-text>}</div>
    </Form>
  );
}

const idOf = (kind: Kind) => `keeping-${kind}`;

interface DaysProps {
  kind: Kind;
  retention: Retention;
  value: string;
  isWrong: boolean;
  onChange: (kind: Kind, days: string) => void;
}

function Days({ kind, retention: { min, max, defaults }, value, isWrong, onChange }: DaysProps) {
  const { title, meaning } = retentionWords(kind, t);
  const bounds = fill(t('From {least} to {most} days.'), { least: numberWords(min[kind]), most: numberWords(max[kind]) });
  return (
    <TextInput
      kind="number"
      id={idOf(kind)}
      label={fill(t('{what} (days)'), { what: title })}
      details={meaning}
      error={isWrong ? bounds : undefined}
      placeholder={String(defaults[kind])}
      value={value}
      onChange={(typed) => onChange(kind, typed)}
    />
  );
}
