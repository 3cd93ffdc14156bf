import { dayOf } from '@handoff/shared/panel';
import { Button, RadioControl, SelectControl, TextControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, fill } from '../../../app/i18n.ts';
import { useStatus } from '../../../app/panel.tsx';
import { useSiteAction } from '../../../app/queries.ts';
import { Confirm } from '../../../ui/Confirm.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';

/** From which plugin, since when, and whether flows run on it. */
export function StartImport() {
  const { sources } = useStatus();
  const usable = sources.filter(({ available, enabled, keepsEntries }) => available && enabled && keepsEntries);
  const [source, setSource] = useState(usable[0]?.slug ?? '');
  const [date, setDate] = useState(aYearAgo);
  const [silent, setSilent] = useState(true);
  const [asking, setAsking] = useState(false);
  const start = useSiteAction('startBackfill');
  const begin = new Date(`${date}T00:00:00`);
  const isPast = begin.getTime() < Date.now();
  if (usable.length === 0)
    return <p>{__('None of the active plugins keeps its own submissions, so there is nothing to import.', 'handoff')}</p>;
  const run = () => start.mutate({ body: { source, since: begin.toISOString(), silent } }, { onSettled: () => setAsking(false) });
  return (
    <form
      className="handoff-settings"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!isPast) return;
        if (silent) run();
        else setAsking(true);
      }}
    >
      <SelectControl
        __next40pxDefaultSize
        __nextHasNoMarginBottom
        label={__('From', 'handoff')}
        value={source}
        options={usable.map(({ slug, title }) => ({ value: slug, label: title }))}
        onChange={setSource}
      />
      <TextControl
        __next40pxDefaultSize
        __nextHasNoMarginBottom
        type="date"
        label={__('Since', 'handoff')}
        help={isPast ? undefined : __('Choose a day in the past.', 'handoff')}
        aria-invalid={!isPast}
        max={dayOf(new Date())}
        value={date}
        onChange={setDate}
      />
      <RadioControl
        label={__('What to do with them', 'handoff')}
        selected={silent ? 'silent' : 'send'}
        options={[
          { value: 'silent', label: __('Only for the record: keep and show them, send nothing', 'handoff') },
          { value: 'send', label: __('Send them to destinations, as if they came in now', 'handoff') },
        ]}
        onChange={(choice) => setSilent(choice === 'silent')}
      />
      {start.error !== null && <ErrorNotice error={start.error} />}
      <div>
        <Button
          variant="primary"
          type="submit"
          __next40pxDefaultSize
          isBusy={start.isPending}
          disabled={start.isPending}
          accessibleWhenDisabled
        >
          {__('Import', 'handoff')}
        </Button>
      </div>
      {asking && (
        <Confirm
          title={__('Send past submissions to destinations?', 'handoff')}
          verb={__('Import and send', 'handoff')}
          busy={start.isPending}
          onConfirm={run}
          onCancel={() => setAsking(false)}
        >
          <p>
            {fill(
              __(
                'Every flow that is on runs on each submission since {date}: records are made or changed, and messages are sent to your team or to customers if a flow does that. It cannot be undone here.',
                'handoff',
              ),
              { date },
            )}
          </p>
        </Confirm>
      )}
    </form>
  );
}

function aYearAgo(): string {
  const day = new Date();
  day.setFullYear(day.getFullYear() - 1);
  return dayOf(day);
}
