import { usePanelHost, useReminder } from '@handoff/shared/panel/hooks';
import { Button, TextControl } from '@wordpress/components';
import { __, fill } from '../../app/i18n.ts';

/** After how long somebody is reminded of access nobody uses. */
export function Reminder({ days }: { days: number }) {
  const { person, signsIn } = usePanelHost();
  const reminder = useReminder(days);
  const said =
    days === 0
      ? __('Nobody is reminded of access that is not used.', 'handoff')
      : fill(__('Access nobody used for {days} days is named under what needs you, and its owner is reminded once.', 'handoff'), { days });
  // A setting of the workspace: among members, an owner's.
  if (!person.canManage || signsIn?.isOwner === false) return <p>{said}</p>;
  return (
    <form
      className="handoff-access-reminder"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        reminder.save();
      }}
    >
      <p>{said}</p>
      <TextControl
        __next40pxDefaultSize
        __nextHasNoMarginBottom
        type="number"
        min={0}
        max={3650}
        label={__('Remind after (days)', 'handoff')}
        help={
          reminder.isRight ? __('0: never.', 'handoff') : <span className="handoff-problem">{__('From 0 to 3650 days.', 'handoff')}</span>
        }
        aria-invalid={!reminder.isRight}
        value={reminder.draft}
        onChange={reminder.set}
      />
      {reminder.error !== null && (
        <p role="alert" className="handoff-problem">
          {reminder.error.message}
        </p>
      )}
      <div className="handoff-actions">
        <Button
          variant="secondary"
          type="submit"
          __next40pxDefaultSize
          isBusy={reminder.busy}
          disabled={!reminder.isChanged || reminder.busy}
          accessibleWhenDisabled
        >
          {__('Save', 'handoff')}
        </Button>
      </div>
    </form>
  );
}
