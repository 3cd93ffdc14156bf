import { useExportPerson, usePanelHost, whoIs } from '@handoff/shared/panel/hooks';
import { Button, TextControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, _n, fill } from '../../../app/i18n.ts';
import { Section } from '../../../ui/Section.tsx';
import { ErasePerson } from './ErasePerson.tsx';

/** One field for who is meant; what is kept of them is handed out as a file, or erased. */
export function FindPerson() {
  const { person, sourceId } = usePanelHost();
  const { canManage } = person;
  const [address, setAddress] = useState('');
  const [asking, setAsking] = useState(false);
  const handOut = useExportPerson();
  const isNamed = whoIs({ address }) !== undefined;
  const change = (typed: string) => {
    handOut.reset();
    setAddress(typed);
  };
  return (
    <Section title={__('Somebody asks for their data', 'handoff')}>
      {canManage ? (
        <form
          className="handoff-privacy-find"
          onSubmit={(event) => {
            event.preventDefault();
            if (isNamed && !handOut.isPending) handOut.mutate({ address });
          }}
        >
          {sourceId !== undefined && (
            <p>
              {__('This looks through what this site sent. Who runs the server can look through all sites of the business.', 'handoff')}
            </p>
          )}
          <TextControl
            __next40pxDefaultSize
            __nextHasNoMarginBottom
            label={__('Their e-mail address or phone number', 'handoff')}
            help={__('In any spelling. A phone number is found best with its country code, such as +49.', 'handoff')}
            autoComplete="off"
            spellCheck={false}
            value={address}
            onChange={change}
          />
          <div className="handoff-actions">
            <Button
              variant="primary"
              type="submit"
              __next40pxDefaultSize
              isBusy={handOut.isPending}
              disabled={!isNamed || handOut.isPending}
              accessibleWhenDisabled
            >
              {__('Download what is kept', 'handoff')}
            </Button>
            <Button
              variant="secondary"
              isDestructive
              __next40pxDefaultSize
              disabled={!isNamed}
              accessibleWhenDisabled
              onClick={() => setAsking(true)}
            >
              {__('Erase this person', 'handoff')}
            </Button>
          </div>
          <p role="status" className="handoff-quiet">
            {handOut.data === 0 &&
              __('No event of this person was found. The file holds what else is known of them, if anything.', 'handoff')}
            {handOut.data !== undefined &&
              handOut.data > 0 &&
              fill(_n('The file holds {count} event.', 'The file holds {count} events.', handOut.data, 'handoff'), { count: handOut.data })}
          </p>
          {handOut.error !== null && (
            <p role="alert" className="handoff-problem">
              {handOut.error.message}
            </p>
          )}
        </form>
      ) : (
        <p>{__('Only people who may change Handoff on this site can look somebody up.', 'handoff')}</p>
      )}
      {asking && <ErasePerson address={address.trim()} onClose={() => setAsking(false)} onErased={() => change('')} />}
    </Section>
  );
}
