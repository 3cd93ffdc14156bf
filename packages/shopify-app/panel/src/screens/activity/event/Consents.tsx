import { Envelope } from '@handoff/shared/event';
import { consentWords } from '@handoff/shared/panel';
import { fill, t } from '../../../app/i18n.ts';
import { Ago } from '../../../ui/Ago.tsx';
import { Section } from '../../../ui/Section.tsx';
import { Status } from '../../../ui/Status.tsx';

/** What the person agreed to, with the words they read. Nothing where the event says nothing of it. */
export function Consents({ envelope }: { envelope: Readonly<Record<string, unknown>> }) {
  const { data: consents = [] } = Envelope.shape.consent.safeParse(envelope['consent']);
  if (consents.length === 0) return null;
  return (
    <Section title={t('Consent')}>
      <ul class="handoff-rows">
        {consents.map((consent, index) => {
          const { tone, label } = consentWords(consent, t);
          return (
            <li key={index}>
              <s-stack gap="small-300">
                <s-stack direction="inline" gap="small-200">
                  <Status tone={tone}>{label}</Status>
                  {consent.at !== undefined && <Ago at={consent.at} />}
                </s-stack>
                {consent.wording !== undefined && <s-paragraph>“{consent.wording}”</s-paragraph>}
                {consent.evidence !== undefined && (
                  <s-text color="subdued">{fill(t('Known from: {evidence}'), { evidence: consent.evidence })}</s-text>
                )}
              </s-stack>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
