import { useState } from 'preact/hooks';
import { t } from '../../app/i18n.ts';
import { useStatus } from '../../app/status.ts';
import { Page } from '../../ui/Page.tsx';
import { Section } from '../../ui/Section.tsx';
import { JoinWorkspace } from './JoinWorkspace.tsx';
import { OpenWorkspace } from './OpenWorkspace.tsx';

/** The first thing a merchant sees: whose events these are. Shown until the shop hands them to a workspace. */
export default function SetUpScreen() {
  const { shop, mayOpenWorkspace } = useStatus();
  const [joins, setJoins] = useState(!mayOpenWorkspace);
  return (
    <Page title={t('Welcome to Handoff')} size="small">
      <Section title={t('What Handoff does')}>
        <s-paragraph>
          {t(
            'It hands what happens in your shop to the tools you work with: each order, each customer and each consent once, mapped as you like it, and you can always see what became of it.',
          )}
        </s-paragraph>
        <s-paragraph color="subdued">
          {t('Nothing is sent anywhere before you connect a destination and turn on a flow. What happens meanwhile is kept.')}
        </s-paragraph>
      </Section>
      <Section title={t('Where do the events of this shop belong?')}>
        {mayOpenWorkspace ? (
          <s-choice-list
            label={t('A workspace holds all that belongs to one business.')}
            name="workspace"
            onChange={(event) => setJoins(event.currentTarget.values.includes('join'))}
          >
            <s-choice value="open" {...(joins ? {} : { selected: true })}>
              {t('Open a new workspace')}
              <s-text slot="details">{t('For a business that does not use Handoff yet.')}</s-text>
            </s-choice>
            <s-choice value="join" {...(joins ? { selected: true } : {})}>
              {t('Join a workspace that is there')}
              <s-text slot="details">
                {t('If your website or another shop uses Handoff already: so that a person is one contact in all of them.')}
              </s-text>
            </s-choice>
          </s-choice-list>
        ) : (
          <s-paragraph>{t('This Handoff server opens no workspaces by itself: join one by its connection code.')}</s-paragraph>
        )}
        {joins ? <JoinWorkspace /> : <OpenWorkspace suggested={shop.name} />}
      </Section>
    </Page>
  );
}
