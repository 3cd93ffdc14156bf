import { useScreeningServices, useServiceForm } from '@handoff/shared/panel/hooks';
import { useState } from 'preact/hooks';
import { fill, t } from '../../../app/i18n.ts';
import { Ago } from '../../../ui/Ago.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Check } from '../../../ui/Check.tsx';
import { Confirm } from '../../../ui/Confirm.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Section } from '../../../ui/Section.tsx';
import { TextInput } from '../../../ui/TextInput.tsx';

type Services = NonNullable<ReturnType<typeof useScreeningServices>['services']>;

/** An outside service that may be asked too. What it gets of visitors stands beside its switch. */
export function Akismet() {
  const { services, error, retry } = useScreeningServices();
  return (
    <Section title="Akismet">
      {services !== undefined ? (
        <AkismetForm services={services} />
      ) : error === null ? (
        <Loading lines={4} />
      ) : (
        <ErrorNotice error={error} retry={retry} />
      )}
    </Section>
  );
}

function AkismetForm({ services }: { services: Services }) {
  const form = useServiceForm('akismet', services);
  const { draft, hasKey, problem, change, forget } = form;
  const [asking, setAsking] = useState(false);
  const service = 'Akismet';
  return (
    <s-stack gap="base">
      <s-paragraph>
        {t(
          'A service of Automattic (USA) that compares each message with what other sites reported as spam. What it says is one more reason beside Handoff’s own. Mark a message or let it go on, and Akismet learns of it where it was wrong.',
        )}
      </s-paragraph>
      <s-paragraph>
        {t(
          'Akismet gets what the message says, the name, e-mail address and network address of who sent it, their browser, and the page. It gets no phone numbers, and nothing of what is kept back anyway. Say so in your privacy policy. Without the network address it cannot be asked. If it does not answer, messages go on, flagged for a look.',
        )}
      </s-paragraph>
      <s-link href="https://akismet.com/pricing/" target="_blank">
        {t('Get a key from Akismet')}
      </s-link>
      {problem !== null && (
        <Notice tone="warning">
          <s-text>
            {problem.message} <Ago at={problem.since} />
          </s-text>
        </Notice>
      )}
      <Check label={t('Ask Akismet about each message')} checked={draft.on} onChange={(on) => change({ on })} />
      {(draft.on || hasKey) && (
        <>
          <TextInput
            kind="address"
            label={t('Address of your site')}
            details={t('As Akismet knows it.')}
            value={draft.place}
            onChange={(place) => change({ place })}
          />
          <TextInput
            kind="secret"
            label={t('Akismet key')}
            details={hasKey ? t('One is kept. Leave this empty to keep it.') : ''}
            value={draft.key}
            onChange={(key) => change({ key })}
          />
        </>
      )}
      {form.error !== null && <ErrorNotice error={form.error} />}
      <s-stack direction="inline" gap="small-200">
        <Button
          variant="primary"
          label={fill(t('Save {service}'), { service })}
          busy={form.busy}
          disabled={!form.isChanged}
          onClick={form.save}
        >
          {t('Save')}
        </Button>
        {hasKey && (
          <Button critical label={fill(t('Remove the key of {service}'), { service })} onClick={() => setAsking(true)}>
            {t('Remove the key')}
          </Button>
        )}
      </s-stack>
      <div role="status">{form.isSaved && <s-text>{t('Saved. It holds for what comes in from now on.')}</s-text>}</div>
      {asking && (
        <Confirm
          title={fill(t('Remove the key of {service}?'), { service })}
          verb={t('Remove the key')}
          critical
          busy={forget.busy}
          error={forget.error}
          onConfirm={() => forget.run(() => setAsking(false))}
          onCancel={() => setAsking(false)}
        >
          <s-paragraph>{t('It is not asked any more. What it said of earlier messages stays with them.')}</s-paragraph>
        </Confirm>
      )}
    </s-stack>
  );
}
