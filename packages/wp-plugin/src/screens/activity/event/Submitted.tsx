import { sampleGroups, submittedParts } from '@handoff/shared/panel';
import { __, t } from '../../../app/i18n.ts';
import { Section } from '../../../ui/Section.tsx';

/** What was submitted, under the names the form gave, and where and how it was. */
export function Submitted({ envelope }: { envelope: Readonly<Record<string, unknown>> }) {
  const parts = submittedParts(envelope, t);
  const titles = new Map(sampleGroups(t).map(({ group, title }) => [group, title]));
  return (
    <Section title={__('What was submitted', 'handoff')}>
      {parts.length === 0 && <p className="handoff-quiet">{__('Nothing of it is kept.', 'handoff')}</p>}
      {parts.map(({ group, fields }) => (
        <div key={group} className="handoff-submitted">
          {group !== 'answers' && <h4>{titles.get(group)}</h4>}
          <dl className="handoff-event-facts">
            {fields.map(({ key, label, text }) => (
              <div key={key}>
                <dt>{label}</dt>
                <dd>{text === '' ? <span className="handoff-quiet">{__('(empty)', 'handoff')}</span> : text}</dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
    </Section>
  );
}
