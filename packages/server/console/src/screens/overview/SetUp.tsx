import { Page } from '@handoff/wp-plugin/ui/Page.tsx';
import { Section } from '@handoff/wp-plugin/ui/Section.tsx';
import { Status } from '@handoff/wp-plugin/ui/Status.tsx';
import { Button } from '@wordpress/components';
import { ConnectSite } from '../sources/ConnectSite.tsx';
import { type Step, Steps } from './Steps.tsx';

/** Leads from a workspace with nothing in it to events that arrive and go on. Each step notices by itself that it is done. */
export function SetUp({ steps, onDone }: { steps: readonly Step[]; onDone: () => void }) {
  const current = steps.find(({ state }) => state === 'current')?.key;
  return (
    <Page title="Set up" intro="Each step notices by itself when it is done.">
      <Steps steps={steps} />
      <div role="status">
        {current === 'event' && (
          <p>
            <Status tone="good">The site is connected.</Status>
          </p>
        )}
        {current === 'flow' && (
          <p>
            <Status tone="good">The first event has arrived.</Status>
          </p>
        )}
        {current === undefined && (
          <p>
            <Status tone="good">All set: events arrive, and go where you said.</Status>
          </p>
        )}
      </div>
      {current === 'site' && (
        <Section title="Connect its site">
          <ConnectSite />
        </Section>
      )}
      {current === 'event' && (
        <Section title="See the first event arrive">
          <p>
            Submit a form on the site, or press <strong>Send a test</strong> in its Handoff panel. It shows up here within seconds; nothing
            is sent on yet.
          </p>
          <p className="handoff-quiet">Waiting for the first event…</p>
        </Section>
      )}
      {current === 'flow' && (
        <Section title="Say where events go">
          <p>Connect a system first, such as your CRM. Then make a flow: when this happens, do that there.</p>
          <div className="handoff-actions">
            <Button variant="primary" __next40pxDefaultSize href="#/destinations/new">
              Connect a destination
            </Button>
            <Button variant="secondary" __next40pxDefaultSize href="#/flows/new">
              Make a flow
            </Button>
            <Button variant="tertiary" __next40pxDefaultSize href="#/activity">
              Look at the event
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
          {current === undefined ? 'To the overview' : 'Skip to the overview'}
        </Button>
      </p>
    </Page>
  );
}
