import { useState } from 'preact/hooks';
import { t } from '../../app/i18n.ts';
import { useStatus } from '../../app/status.ts';
import { Choices } from '../../ui/Choices.tsx';
import { Page } from '../../ui/Page.tsx';
import { Section } from '../../ui/Section.tsx';
import { JoinWorkspace } from './JoinWorkspace.tsx';
import { OpenWorkspace } from './OpenWorkspace.tsx';

/** The first thing a merchant sees: whose events these are. Shown until the shop hands them to a workspace. */
export default function SetUpScreen() {
  const { shop, mayOpenWorkspace } = useStatus();
  const [way, setWay] = useState<'open' | 'join'>(mayOpenWorkspace ? 'open' : 'join');
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
          <Choices
            label={t('A workspace holds all that belongs to one business.')}
            name="workspace"
            value={way}
            onChange={setWay}
            choices={[
              { value: 'open', label: t('Open a new workspace'), details: t('For a business that does not use Handoff yet.') },
              {
                value: 'join',
                label: t('Join a workspace that is there'),
                details: t('If your website or another shop uses Handoff already: so that a person is one contact in all of them.'),
              },
            ]}
          />
        ) : (
          <s-paragraph>{t('This Handoff server opens no workspaces by itself: join one by its connection code.')}</s-paragraph>
        )}
        {way === 'join' ? <JoinWorkspace /> : <OpenWorkspace suggested={shop.name} />}
      </Section>
    </Page>
  );
}
