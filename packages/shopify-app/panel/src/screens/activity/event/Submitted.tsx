import { sampleGroups, submittedParts } from '@handoff/shared/panel';
import { t } from '../../../app/i18n.ts';
import { Facts } from '../../../ui/Facts.tsx';
import { Section } from '../../../ui/Section.tsx';

/** What the event says, under the names the form or the shop gave, and where and how it was. */
export function Submitted({ envelope }: { envelope: Readonly<Record<string, unknown>> }) {
  const parts = submittedParts(envelope, t);
  const titles = new Map(sampleGroups(t).map(({ group, title }) => [group, title]));
  return (
    <Section title={t('What it says')}>
      {parts.length === 0 && <s-paragraph color="subdued">{t('Nothing of it is kept.')}</s-paragraph>}
      {parts.map(({ group, fields }) => (
        <s-stack key={group} gap="small-200">
          {group !== 'answers' && <s-heading>{titles.get(group)}</s-heading>}
          <Facts
            facts={fields.map(({ key, label, text }) => [
              label,
              text === '' ? (
                <s-text key={key} color="subdued">
                  {t('(empty)')}
                </s-text>
              ) : (
                text
              ),
            ])}
          />
        </s-stack>
      ))}
    </Section>
  );
}
