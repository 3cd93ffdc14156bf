import { Page } from '@handoff/wp-plugin/ui/Page.tsx';
import { Section } from '@handoff/wp-plugin/ui/Section.tsx';
import { Status } from '@handoff/wp-plugin/ui/Status.tsx';
import { Button } from '@wordpress/components';
import { createInterpolateElement } from '@wordpress/element';
import { __ } from '@handoff/wp-plugin/app/i18n.ts';
import { ConnectSite } from '../sources/ConnectSite.tsx';
import { type Step, Steps } from './Steps.tsx';

/** Leads from a workspace with nothing in it to events that arrive and go on. Each step notices by itself that it is done. */
export function SetUp({ steps, onDone }: { steps: readonly Step[]; onDone: () => void }) {
  const current = steps.find(({ state }) => state === 'current')?.key;
  return (
    <Page title={__('Set up', 'handoff')} intro={__('Each step notices by itself when it is done.', 'handoff')}>
      <Steps steps={steps} />
      <div role="status">
        {current === 'event' && (
          <p>
            <Status tone="good">{__('The site is connected.', 'handoff')}</Status>
          </p>
        )}
        {current === 'flow' && (
          <p>
            <Status tone="good">{__('The first event has arrived.', 'handoff')}</Status>
          </p>
        )}
        {current === undefined && (
          <p>
            <Status tone="good">{__('All set: events arrive, and go where you said.', 'handoff')}</Status>
          </p>
        )}
      </div>
      {current === 'site' && (
        <Section title={__('Connect its site', 'handoff')}>
          <ConnectSite />
        </Section>
      )}
      {current === 'event' && (
        <Section title={__('See the first event arrive', 'handoff')}>
          <p>
            {createInterpolateElement(
              __(
                'Submit a form on the site, or press <strong>Send a test</strong> in its Handoff panel. It shows up here within seconds; nothing is sent on yet.',
                'handoff',
              ),
              { strong: <strong /> },
            )}
          </p>
          <p className="handoff-quiet">{__('Waiting for the first event…', 'handoff')}</p>
        </Section>
      )}
      {current === 'flow' && (
        <Section title={__('Say where events go', 'handoff')}>
          <p>{__('Connect a system first, such as your CRM. Then make a flow: when this happens, do that there.', 'handoff')}</p>
          <div className="handoff-actions">
            <Button variant="primary" __next40pxDefaultSize href="#/destinations/new">
              {__('Connect a destination', 'handoff')}
            </Button>
            <Button variant="secondary" __next40pxDefaultSize href="#/flows/new">
              {__('Make a flow', 'handoff')}
            </Button>
            <Button variant="tertiary" __next40pxDefaultSize href="#/activity">
              {__('Look at the event', 'handoff')}
            </Button>
          </div>
        </Section>
      )}
      <p>
        <Button
          variant={current === undefined ? 'primary' : 'link'}
          {...(current === undefined ? { __next40pxDefaultSize: true } : {})}
          onClick={onDone}
        >
          {current === undefined ? __('To the overview', 'handoff') : __('Skip to the overview', 'handoff')}
        </Button>
      </p>
    </Page>
  );
}
