import { t } from '../../app/i18n.ts';
import { useLink } from '../../app/status.ts';
import { Go } from '../../ui/Go.tsx';
import { Section } from '../../ui/Section.tsx';

/** Which people get in, and where that is decided: the server refuses to let one shop say who reaches the whole workspace. */
export function People() {
  const { origin } = useLink();
  return (
    <Section title={t('Which people get in')}>
      <s-paragraph>
        {t('Here: everybody on your staff whom Shopify lets open this app. You choose them in Shopify’s settings under Users.')}
      </s-paragraph>
      <s-paragraph>
        {t(
          'At the Handoff server itself: members, whom an owner of the workspace invites there. They see all its sites and shops in one place.',
        )}{' '}
        <Go to={`${origin}/console`}>{t('Open the server’s console')}</Go>
      </s-paragraph>
    </Section>
  );
}
