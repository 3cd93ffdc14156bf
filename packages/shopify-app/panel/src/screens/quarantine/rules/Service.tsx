import { type useScreeningServices, useServiceForm } from '@handoff/shared/panel/hooks';
import { useState } from 'preact/hooks';
import { fill, t } from '../../../app/i18n.ts';
import { Ago } from '../../../ui/Ago.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Check } from '../../../ui/Check.tsx';
import { Confirm } from '../../../ui/Confirm.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Section } from '../../../ui/Section.tsx';
import { TextInput } from '../../../ui/TextInput.tsx';

type Answered = NonNullable<ReturnType<typeof useScreeningServices>['services']>;

interface ServiceProps {
  service: keyof Answered;
  services: Answered;
  title: string;
  /** As sentences call it. */
  name: string;
  turnOn: string;
  /** The site Akismet knows is an address; Turnstile's site key is not. */
  placeKind: 'address' | 'text';
  placeLabel: string;
  placeHelp: string;
  keyLabel: string;
  /** What it does, and what it gets of visitors, a paragraph each. */
  about: readonly string[];
  /** Where its keys come from. */
  link: { href: string; label: string };
}

/** One outside service: what it gets, its switch, and its keys. */
export function Service({ service, services, title, name, turnOn, placeKind, placeLabel, placeHelp, keyLabel, about, link }: ServiceProps) {
  const form = useServiceForm(service, services);
  const { draft, hasKey, problem, change, forget } = form;
  const [asking, setAsking] = useState(false);
  const ask = () => {
    forget.askAnew();
    setAsking(true);
  };
  return (
    <Section title={title}>
      <s-stack gap="base">
        {about.map((paragraph) => (
          <s-paragraph key={paragraph}>{paragraph}</s-paragraph>
        ))}
        <s-link href={link.href} target="_blank">
          {link.label}
        </s-link>
        {problem !== null && (
          <Notice tone="warning">
            <s-text>
              {problem.message} <Ago at={problem.since} />
            </s-text>
          </Notice>
        )}
        <Check label={turnOn} checked={draft.on} onChange={(on) => change({ on })} />
        {(draft.on || hasKey) && (
          <>
            <TextInput
              kind={placeKind}
              label={placeLabel}
              details={placeHelp}
              value={draft.place}
              onChange={(place) => change({ place })}
            />
            <TextInput
              kind="secret"
              label={keyLabel}
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
            label={fill(t('Save {service}'), { service: name })}
            busy={form.busy}
            disabled={!form.isChanged}
            onClick={form.save}
          >
            {t('Save')}
          </Button>
          {hasKey && (
            <Button critical label={fill(t('Remove the key of {service}'), { service: name })} onClick={ask}>
              {t('Remove the key')}
            </Button>
          )}
        </s-stack>
        <div role="status">{form.isSaved && <s-text>{t('Saved. It holds for what comes in from now on.')}</s-text>}</div>
        {asking && (
          <Confirm
            title={fill(t('Remove the key of {service}?'), { service: name })}
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
    </Section>
  );
}
