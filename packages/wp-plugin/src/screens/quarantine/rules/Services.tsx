import { useScreeningServices, useServiceForm } from '@handoff/shared/panel/hooks';
import { ExternalLink } from '@wordpress/components';
import { __ } from '../../../app/i18n.ts';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { Section } from '../../../ui/Section.tsx';
import { ServiceForm } from './ServiceForm.tsx';

type Answered = NonNullable<ReturnType<typeof useScreeningServices>['services']>;

/** Outside services that may be asked too. What they get of visitors stands beside each switch. */
export function Services() {
  const { services, error, retry } = useScreeningServices();
  if (services === undefined) {
    return (
      <Section title={__('Outside help', 'handoff')}>
        {error === null ? <Loading lines={4} /> : <ErrorNotice error={error} retry={retry} />}
      </Section>
    );
  }
  return (
    <div className="handoff-services">
      <Akismet services={services} />
      {services.turnstile.possible && <Turnstile services={services} />}
    </div>
  );
}

function Akismet({ services }: { services: Answered }) {
  const form = useServiceForm('akismet', services);
  return (
    <Section title="Akismet">
      <ServiceForm
        form={form}
        name="Akismet"
        turnOn={__('Ask Akismet about each message', 'handoff')}
        placeLabel={__('Address of your site', 'handoff')}
        placeHelp={__('As Akismet knows it.', 'handoff')}
        keyLabel={__('Akismet key', 'handoff')}
      >
        <p>
          {__(
            'A service of Automattic (USA) that compares each message with what other sites reported as spam. What it says is one more reason beside Handoff’s own. Mark a message or let it go on, and Akismet learns of it where it was wrong.',
            'handoff',
          )}
        </p>
        <p>
          {__(
            'Akismet gets what the message says, the name, e-mail address and network address of who sent it, their browser, and the page. It gets no phone numbers, and nothing of what is kept back anyway. Say so in your privacy policy. Without the network address it cannot be asked. If it does not answer, messages go on, flagged for a look.',
            'handoff',
          )}
        </p>
        <p>
          <ExternalLink href="https://akismet.com/pricing/">{__('Get a key from Akismet', 'handoff')}</ExternalLink>
        </p>
      </ServiceForm>
    </Section>
  );
}

function Turnstile({ services }: { services: Answered }) {
  const form = useServiceForm('turnstile', services);
  return (
    <Section title="Cloudflare Turnstile">
      <ServiceForm
        form={form}
        name="Turnstile"
        turnOn={__('Check visitors with Turnstile', 'handoff')}
        placeLabel={__('Site key', 'handoff')}
        placeHelp={__('It is no secret: your pages show it.', 'handoff')}
        keyLabel={__('Secret key', 'handoff')}
      >
        <p>
          {__(
            'Your forms then show a small check by Cloudflare (USA) that tells people from programs, mostly without a click. A message that comes without it is kept back. Messages that come in while Cloudflare does not answer go on, flagged for a look.',
            'handoff',
          )}
        </p>
        <p>
          {__(
            'Cloudflare’s script then runs on pages with such a form and sees the visitor’s browser and network address; the message itself it does not get. Say so in your privacy policy. If a consent banner holds the script back, messages of visitors who refuse are kept back.',
            'handoff',
          )}
        </p>
        <p>
          {__(
            'Shown by Contact Form 7, WPForms and Gravity Forms, and where visitors comment. Pages from a cache may be without it, so only a day after you turned it on does a missing check count.',
            'handoff',
          )}
        </p>
        <p>
          <ExternalLink href="https://dash.cloudflare.com/?to=/:account/turnstile">
            {__('Make a widget at Cloudflare', 'handoff')}
          </ExternalLink>
        </p>
      </ServiceForm>
    </Section>
  );
}
