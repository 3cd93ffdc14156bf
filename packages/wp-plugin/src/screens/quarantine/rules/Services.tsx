import { useScreeningServices } from '@handoff/shared/panel/hooks';
import { __ } from '../../../app/i18n.ts';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { Section } from '../../../ui/Section.tsx';
import { Service } from './Service.tsx';

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
      <Service
        service="akismet"
        services={services}
        title="Akismet"
        name="Akismet"
        turnOn={__('Ask Akismet about each message', 'handoff')}
        placeLabel={__('Address of your site', 'handoff')}
        placeHelp={__('As Akismet knows it.', 'handoff')}
        keyLabel={__('Akismet key', 'handoff')}
        about={[
          __(
            'A service of Automattic (USA) that compares each message with what other sites reported as spam. What it says is one more reason beside Handoff’s own. Mark a message or let it go on, and Akismet learns of it where it was wrong.',
            'handoff',
          ),
          __(
            'Akismet gets what the message says, the name, e-mail address and network address of who sent it, their browser, and the page. It gets no phone numbers, and nothing of what is kept back anyway. Say so in your privacy policy. Without the network address it cannot be asked. If it does not answer, messages go on, flagged for a look.',
            'handoff',
          ),
        ]}
        link={{ href: 'https://akismet.com/pricing/', label: __('Get a key from Akismet', 'handoff') }}
      />
      {services.turnstile.possible && (
        <Service
          service="turnstile"
          services={services}
          title="Cloudflare Turnstile"
          name="Turnstile"
          turnOn={__('Check visitors with Turnstile', 'handoff')}
          placeLabel={__('Site key', 'handoff')}
          placeHelp={__('It is no secret: your pages show it.', 'handoff')}
          keyLabel={__('Secret key', 'handoff')}
          about={[
            __(
              'Your forms then show a small check by Cloudflare (USA) that tells people from programs, mostly without a click. A message that comes without it is kept back, also where a visitor’s browser cannot load it or the site key is wrong. Messages that come with it go on, flagged for a look, while Cloudflare does not answer Handoff.',
              'handoff',
            ),
            __(
              'Cloudflare’s script then runs on pages with such a form and sees the visitor’s browser and network address; the message itself it does not get. Say so in your privacy policy. If a consent banner holds the script back, messages of visitors who refuse are kept back.',
              'handoff',
            ),
            __(
              'Shown by Contact Form 7, WPForms and Gravity Forms, where visitors comment, and where they register. Pages from a cache may be without it, so only a day after you turned it on does a missing check count.',
              'handoff',
            ),
          ]}
          link={{ href: 'https://dash.cloudflare.com/?to=/:account/turnstile', label: __('Make a widget at Cloudflare', 'handoff') }}
        />
      )}
    </div>
  );
}
