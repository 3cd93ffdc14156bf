import { Notice } from '@wordpress/components';
import { __ } from '../../../app/i18n.ts';
import { useStatus } from '../../../app/panel.tsx';
import { Ago } from '../../../ui/Ago.tsx';
import { Folded } from '../../../ui/Folded.tsx';
import { Section } from '../../../ui/Section.tsx';
import { CodeForm } from '../../connect/CodeForm.tsx';
import { Disconnect } from './Disconnect.tsx';
import { Fingerprint } from './Fingerprint.tsx';
import { PauseSending } from './PauseSending.tsx';
import { RotateKey } from './RotateKey.tsx';

/** Whom this site is connected to, how to be sure of it, and how to end it. */
export function ConnectionBox() {
  const { pairing, person, sending } = useStatus();
  if (pairing === null) return null;
  return (
    <>
      <Section title={__('Connected to', 'handoff')}>
        <dl className="handoff-facts">
          <dt>{__('Server', 'handoff')}</dt>
          <dd>{pairing.origin}</dd>
          <dt>{__('Workspace', 'handoff')}</dt>
          <dd>{pairing.workspaceName}</dd>
          <dt>{__('Connected', 'handoff')}</dt>
          <dd>
            <Ago at={pairing.pairedAt} /> – {pairing.pairedBy}
          </dd>
        </dl>
        {pairing.unattended && (
          <Notice status="info" isDismissible={false} className="handoff-notice">
            <p>
              {__(
                'It was connected by HANDOFF_CONNECTION_CODE in wp-config.php. As long as that line is there, change it there.',
                'handoff',
              )}
            </p>
          </Notice>
        )}
        <h4>{__('This site’s key', 'handoff')}</h4>
        <Fingerprint />
        {person.canConnect && (
          <div className="handoff-actions">
            <RotateKey />
            <Disconnect />
          </div>
        )}
      </Section>
      {person.canConnect && (
        <Section title={__('Connect anew', 'handoff')}>
          <p>
            {__(
              'With a new code, to the same server or another one: for when the server no longer accepts this site. What waits here goes to the new connection.',
              'handoff',
            )}
          </p>
          <Folded title={__('Use a new connection code', 'handoff')} open={sending.state === 'refused'}>
            <CodeForm />
          </Folded>
        </Section>
      )}
      <Section title={__('Sending', 'handoff')}>
        <PauseSending />
      </Section>
      <Section title={__('Setting up without this page', 'handoff')}>
        <p>{__('For copies made by a script, put these lines into wp-config.php:', 'handoff')}</p>
        <pre className="handoff-code-lines">{`define('HANDOFF_CONNECTION_CODE', 'hnd1_…'); // ${__('connects by itself', 'handoff')}
define('HANDOFF_PAUSED', true); // ${__('captures, sends nothing; for staging sites', 'handoff')}`}</pre>
      </Section>
    </>
  );
}
