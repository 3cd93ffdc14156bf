import { Button } from '@wordpress/components';
import { useLocation } from 'wouter';
import { __, fill } from '../../../app/i18n.ts';
import { useStatus } from '../../../app/panel.tsx';
import { Page } from '../../../ui/Page.tsx';
import { Section } from '../../../ui/Section.tsx';
import { Fingerprint } from '../../settings/connection/Fingerprint.tsx';
import { Sources } from '../../settings/sources/Sources.tsx';

/** The site is paired: with whom, and what is captured from now on. */
export function FormsStep() {
  const [, go] = useLocation();
  const { pairing } = useStatus();
  return (
    <Page
      title={__('Connected', 'handoff')}
      intro={fill(
        __('This site now belongs to “{workspace}”. Everything below is captured from now on; switch off what you do not want.', 'handoff'),
        {
          workspace: pairing?.workspaceName ?? '',
        },
      )}
    >
      <Section title={__('Captured on this site', 'handoff')}>
        <Sources />
      </Section>
      <p className="handoff-next">
        <Button variant="primary" __next40pxDefaultSize onClick={() => go('/start/destination')}>
          {__('Next: where should it go?', 'handoff')}
        </Button>
      </p>
      <Section title={__('Is it really your server?', 'handoff')}>
        <Fingerprint />
      </Section>
    </Page>
  );
}
