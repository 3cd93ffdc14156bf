import { Button, SelectControl, TextControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, fill } from '../../../app/i18n.ts';
import { useStatus } from '../../../app/panel.tsx';
import { useSiteAction } from '../../../app/queries.ts';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import type { TestChoice } from './tests.ts';

interface SendTestProps {
  /** At least one. */
  tests: readonly TestChoice[];
  /** The names of the accounts it will arrive at. */
  targets: readonly string[];
  /** `message` says why it could not be handed to the server at once. */
  onSent: (eventId: string, message: string | null) => void;
}

/** Says exactly what a test does, and sends it. */
export function SendTest({ tests, targets, onSent }: SendTestProps) {
  const { person } = useStatus();
  const [value, setValue] = useState(tests[0]?.value ?? '');
  const [email, setEmail] = useState(person.email);
  const send = useSiteAction('sendTest');
  const chosen = tests.find((test) => test.value === value);
  const submit = async () => {
    if (chosen === undefined) return;
    const { source, form } = chosen;
    const sent = await send
      .mutateAsync({ body: { source, form, ...(email.trim() === '' ? {} : { email: email.trim() }) } })
      .catch(() => undefined);
    if (sent !== undefined) onSent(sent.eventId, sent.message);
  };
  return (
    <form
      className="handoff-fields"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {tests.length > 1 && (
        <SelectControl
          __next40pxDefaultSize
          __nextHasNoMarginBottom
          label={__('Test with', 'handoff')}
          value={value}
          options={tests.map((test) => ({ value: test.value, label: test.label }))}
          onChange={setValue}
        />
      )}
      <TextControl
        __next40pxDefaultSize
        __nextHasNoMarginBottom
        type="email"
        label={__('E-mail address of the made-up person', 'handoff')}
        help={__('Your own is good: you will find the record by it.', 'handoff')}
        value={email}
        onChange={setEmail}
      />
      <p>
        {fill(
          __(
            'Handoff makes up one submission, marks it as a test and sends it all the way: a real record appears in {targets}. Tests are otherwise kept back; this one is let go because you ask for it.',
            'handoff',
          ),
          { targets: targets.join(', ') },
        )}
      </p>
      {send.error !== null && <ErrorNotice error={send.error} />}
      {person.canManage ? (
        <div>
          <Button
            variant="primary"
            type="submit"
            __next40pxDefaultSize
            isBusy={send.isPending}
            disabled={send.isPending}
            accessibleWhenDisabled
          >
            {__('Send a test', 'handoff')}
          </Button>
        </div>
      ) : (
        <p>{__('You may look, but not send. Ask whoever may change Handoff on this site.', 'handoff')}</p>
      )}
    </form>
  );
}
