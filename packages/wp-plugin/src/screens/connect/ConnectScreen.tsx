import { useQueryClient } from '@tanstack/react-query';
import { Notice } from '@wordpress/components';
import { FAREWELL } from '../../app/farewell.ts';
import { __ } from '../../app/i18n.ts';
import { useStatus } from '../../app/panel.tsx';
import { Page } from '../../ui/Page.tsx';
import { Section } from '../../ui/Section.tsx';
import { CodeForm } from './CodeForm.tsx';
import './connect.scss';
import { Found } from './Found.tsx';

/** The first thing anyone sees: why it is worth it, and one field. */
export default function ConnectScreen() {
  const { person, sending } = useStatus();
  const farewell = useQueryClient().getQueryData<string>(FAREWELL);
  return (
    <Page
      title={__('Connect this site', 'handoff')}
      intro={
        <>
          {sending.message}{' '}
          {__('Handoff brings form submissions and orders to your CRM, newsletter or team chat, and shows what became of each.', 'handoff')}
        </>
      }
    >
      {farewell !== undefined && (
        <Notice status="info" isDismissible={false} className="handoff-notice">
          <p>{farewell}</p>
        </Notice>
      )}
      <div className="handoff-connect">
        <Section title={__('Connection code', 'handoff')}>
          {person.canConnect ? (
            <CodeForm />
          ) : (
            <p>{__('This site is not connected yet. An administrator of this site can connect it here.', 'handoff')}</p>
          )}
        </Section>
        <Section title={__('Found on this site', 'handoff')}>
          <Found />
        </Section>
      </div>
    </Page>
  );
}
