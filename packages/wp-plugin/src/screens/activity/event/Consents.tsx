import { Envelope } from '@handoff/shared/event';
import { consentWords } from '@handoff/shared/panel';
import { __, fill, t } from '../../../app/i18n.ts';
import { Ago } from '../../../ui/Ago.tsx';
import { Section } from '../../../ui/Section.tsx';
import { Status } from '../../../ui/Status.tsx';

/** What the person agreed to, with the words they read. Nothing where the event says nothing of it. */
export function Consents({ envelope }: { envelope: Readonly<Record<string, unknown>> }) {
  const { data: consents = [] } = Envelope.shape.consent.safeParse(envelope['consent']);
  if (consents.length === 0) return null;
  return (
    <Section title={__('Consent', 'handoff')}>
      <ul className="handoff-consents">
        {consents.map((consent, index) => {
          const { tone, label } = consentWords(consent, t);
          return (
            <li key={index}>
              <Status tone={tone}>{label}</Status> {consent.at !== undefined && <Ago at={consent.at} />}
              {consent.wording !== undefined && <blockquote>{consent.wording}</blockquote>}
              {consent.evidence !== undefined && (
                <p className="handoff-quiet">{fill(__('Known from: {evidence}', 'handoff'), { evidence: consent.evidence })}</p>
              )}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
