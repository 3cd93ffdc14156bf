import { useReminder } from '@handoff/shared/panel/hooks';
import { fill, t } from '../../app/i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Form } from '../../ui/Form.tsx';
import { TextInput } from '../../ui/TextInput.tsx';

/** After how long somebody is reminded of access nobody uses. */
export function Reminder({ days }: { days: number }) {
  const { draft, isRight, isChanged, set, save, busy, error } = useReminder(days);
  return (
    <Form onSubmit={save}>
      <s-paragraph>
        {days === 0
          ? t('Nobody is reminded of access that is not used.')
          : fill(t('Access nobody used for {days} days is named under what needs you, and its owner is reminded once.'), { days })}
      </s-paragraph>
      <TextInput
        kind="number"
        label={t('Remind after (days)')}
        details={t('0: never.')}
        error={isRight ? undefined : t('From 0 to 3650 days.')}
        value={draft}
        onChange={set}
      />
      {error !== null && <ErrorNotice error={error} />}
      <div>
        <Button type="submit" busy={busy} disabled={!isChanged}>
          {t('Save')}
        </Button>
      </div>
    </Form>
  );
}
