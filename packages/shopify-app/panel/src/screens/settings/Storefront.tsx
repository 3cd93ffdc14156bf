import { useState } from 'preact/hooks';
import { fill, t } from '../../app/i18n.ts';
import { useShopAction } from '../../app/queries.ts';
import { useStatus } from '../../app/status.ts';
import { agoWords } from '../../ui/times.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Row } from '../../ui/Row.tsx';
import { Section } from '../../ui/Section.tsx';
import { Status } from '../../ui/Status.tsx';

/** What runs in the shop window: the theme's forms, and the pixel. */
export function Storefront() {
  return (
    <Section title={t('In your online store')}>
      <ul class="handoff-rows">
        <li>
          <Theme />
        </li>
        <li>
          <WebPixel />
        </li>
      </ul>
    </Section>
  );
}

function Theme() {
  const { seenAt, editorUrl } = useStatus().themeEmbed;
  return (
    <Row end={<Button to={editorUrl}>{t('Open the theme editor')}</Button>}>
      <s-stack gap="small-300">
        <s-text type="strong">{t('Forms in your theme')}</s-text>
        <s-text>
          {t(
            'Captures what people send through your contact and sign-up forms. Turn on “Handoff for your theme’s forms” in the theme editor under App embeds, and save there.',
          )}
        </s-text>
        <span>
          {seenAt === null ? (
            <Status tone="quiet">{t('Not seen in your store yet')}</Status>
          ) : (
            <Status tone="good">{fill(t('Last seen in your store {ago}'), { ago: agoWords(seenAt) })}</Status>
          )}
        </span>
      </s-stack>
    </Row>
  );
}

function WebPixel() {
  const { state, message } = useStatus().pixel;
  const turn = useShopAction('setPixel');
  const [said, setSaid] = useState<string | null>(null);
  const isOn = state === 'on';
  const press = async () => {
    setSaid(null);
    const answer = await turn.mutateAsync({ body: { on: !isOn } });
    if (answer.state !== 'scope_missing') return;
    // Optional permissions, asked for when they are needed: Shopify shows the question.
    const { result } = await shopify.scopes.request(['write_pixels', 'read_customer_events']);
    if (result !== 'granted-all') return setSaid(t('Not granted: nothing has changed.'));
    await turn.mutateAsync({ body: { on: true } });
  };
  return (
    <Row
      end={
        <Button
          busy={turn.isPending}
          label={fill(t('{verb}: {name}'), { verb: isOn ? t('Turn off') : t('Turn on'), name: t('Web pixel') })}
          onClick={() => void press().catch(() => undefined)}
        >
          {isOn ? t('Turn off') : t('Turn on')}
        </Button>
      }
    >
      <s-stack gap="small-300">
        <s-text type="strong">{t('Web pixel')}</s-text>
        <s-text>{t('Tells what customers who agreed to it look at, search for and put into the cart.')}</s-text>
        <div role="status">{(said ?? message) !== null && <s-text>{said ?? message}</s-text>}</div>
        {turn.error !== null && <ErrorNotice error={turn.error} />}
        <span>{isOn ? <Status tone="good">{t('On')}</Status> : <Status tone="quiet">{t('Off')}</Status>}</span>
      </s-stack>
    </Row>
  );
}
