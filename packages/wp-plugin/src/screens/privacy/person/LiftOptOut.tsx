import { consentWords } from '@handoff/shared/panel';
import { type OptOut, useOptOuts } from '@handoff/shared/panel/hooks';
import { Button, TextControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, t } from '../../../app/i18n.ts';
import { Ago } from '../../../ui/Ago.tsx';
import { Section } from '../../../ui/Section.tsx';

/** As the server asks for it. */
const SHORTEST_REASON = 3;

/** An owner lifts the opt-out of somebody who asked the business itself for it. */
export function LiftOptOut() {
  const { lookUp, optOuts, isLooking, lift, isLifting, isLifted, error } = useOptOuts();
  const [who, setWho] = useState('');
  const common = { __next40pxDefaultSize: true, __nextHasNoMarginBottom: true, autoComplete: 'off' } as const;
  return (
    <Section title={__('Somebody wants to hear from you again', 'handoff')}>
      <p>
        {__(
          'An opt-out always wins, until the person agrees anew in a form. Where they told you themselves, lift it here and say how.',
          'handoff',
        )}
      </p>
      <form
        className="handoff-privacy-find"
        onSubmit={(event) => {
          event.preventDefault();
          lookUp(who);
        }}
      >
        <TextControl
          {...common}
          label={__('Who it is: their address or number', 'handoff')}
          spellCheck={false}
          value={who}
          onChange={setWho}
        />
        <div className="handoff-actions">
          <Button
            variant="secondary"
            type="submit"
            __next40pxDefaultSize
            isBusy={isLooking}
            disabled={who.trim() === ''}
            accessibleWhenDisabled
          >
            {__('Look up', 'handoff')}
          </Button>
        </div>
      </form>
      <div role="status">
        {isLifted && <p>{__('The opt-out is lifted. It holds again if they opt out again.', 'handoff')}</p>}
        {!isLifted && optOuts?.length === 0 && <p>{__('No opt-out of this person is known.', 'handoff')}</p>}
      </div>
      {error !== null && (
        <p role="alert" className="handoff-problem">
          {error.message}
        </p>
      )}
      {optOuts?.map((optOut) => (
        <Lift key={`${optOut.personId} ${optOut.channel}`} optOut={optOut} busy={isLifting} onLift={(reason) => lift(optOut, reason)} />
      ))}
    </Section>
  );
}

function Lift({ optOut, busy, onLift }: { optOut: OptOut; busy: boolean; onLift: (reason: string) => void }) {
  const [reason, setReason] = useState('');
  const isGiven = reason.trim().length >= SHORTEST_REASON;
  return (
    <form
      className="handoff-privacy-find"
      onSubmit={(event) => {
        event.preventDefault();
        if (isGiven && !busy) onLift(reason);
      }}
    >
      <p>
        {consentWords({ channel: optOut.channel, state: 'unsubscribed' }, t).label}
        {optOut.at !== null && (
          <>
            {' '}
            <Ago at={optOut.at} />
          </>
        )}
      </p>
      <TextControl
        __next40pxDefaultSize
        __nextHasNoMarginBottom
        autoComplete="off"
        label={__('How they asked for it', 'handoff')}
        help={__('Kept among the changes, such as “on the phone, 3 May”. No names or addresses.', 'handoff')}
        maxLength={500}
        value={reason}
        onChange={setReason}
      />
      <div className="handoff-actions">
        <Button variant="secondary" type="submit" __next40pxDefaultSize isBusy={busy} disabled={!isGiven || busy} accessibleWhenDisabled>
          {__('Lift the opt-out', 'handoff')}
        </Button>
      </div>
    </form>
  );
}
