import { useScreeningServices } from '@handoff/shared/panel/hooks';
import { t } from '../../../app/i18n.ts';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { Section } from '../../../ui/Section.tsx';
import { Service } from './Service.tsx';

/** Outside services that may be asked too. What they get of visitors stands beside each switch. */
export function Services() {
  const { services, error, retry } = useScreeningServices();
  if (services === undefined) {
    return (
      <Section title={t('Outside help')}>{error === null ? <Loading lines={4} /> : <ErrorNotice error={error} retry={retry} />}</Section>
    );
  }
  return (
    <>
      <Service
        service="akismet"
        services={services}
        title="Akismet"
        name="Akismet"
        turnOn={t('Ask Akismet about each message')}
        placeKind="address"
        placeLabel={t('Address of your site')}
        placeHelp={t('As Akismet knows it.')}
        keyLabel={t('Akismet key')}
        about={[
          t(
            'A service of Automattic (USA) that compares each message with what other sites reported as spam. What it says is one more reason beside Handoff’s own. Mark a message or let it go on, and Akismet learns of it where it was wrong.',
          ),
          t(
            'Akismet gets what the message says, the name, e-mail address and network address of who sent it, their browser, and the page. It gets no phone numbers, and nothing of what is kept back anyway. Say so in your privacy policy. Without the network address it cannot be asked. If it does not answer, messages go on, flagged for a look.',
          ),
        ]}
        link={{ href: 'https://akismet.com/pricing/', label: t('Get a key from Akismet') }}
      />
      {services.turnstile.possible && (
        <Service
          service="turnstile"
          services={services}
          title="Cloudflare Turnstile"
          name="Turnstile"
          turnOn={t('Check visitors with Turnstile')}
          placeKind="text"
          placeLabel={t('Site key')}
          placeHelp={t('Enter it in the theme editor too: in the block, under Advanced.')}
          keyLabel={t('Secret key')}
          about={[
            t(
              'Handoff’s own blocks “Contact form” and “Newsletter signup” then show a small check by Cloudflare (USA) that tells people from programs, mostly without a click. Your theme’s own forms cannot show it; the other rules look at them as before.',
            ),
            t(
              'The form itself goes to Shopify as ever, whatever the check says. It decides what Handoff does with its copy: one that comes from such a block without the check is kept back, also where a visitor’s browser cannot load it or the site key is wrong. Messages that come with it go on, flagged for a look, while Cloudflare does not answer Handoff.',
            ),
            t(
              'Cloudflare’s script then runs on pages with such a form and sees the visitor’s browser and network address; the message itself it does not get. Say so in your privacy policy. If a consent banner holds the script back, messages of visitors who refuse are kept back.',
            ),
          ]}
          link={{ href: 'https://dash.cloudflare.com/?to=/:account/turnstile', label: t('Make a widget at Cloudflare') }}
        />
      )}
    </>
  );
}
