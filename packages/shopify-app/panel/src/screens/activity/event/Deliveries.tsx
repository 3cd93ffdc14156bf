import { deliveryChains, whyNowhere } from '@handoff/shared/panel';
import type { EventDetail, Names } from '@handoff/shared/panel/hooks';
import { _n, fill, t } from '../../../app/i18n.ts';
import { Folded } from '../../../ui/Folded.tsx';
import { Section } from '../../../ui/Section.tsx';
import { DeliveryCard } from './delivery/DeliveryCard.tsx';

/** Where it went: one card for each thing that was to be sent, its earlier tries by other deliveries folded away. */
export function Deliveries({ event, names }: { event: EventDetail; names: Names }) {
  const chains = deliveryChains(event.deliveryList);
  return (
    <Section title={t('Where it went')}>
      {chains.length === 0 && <s-paragraph>{whyNowhere(event, t)}</s-paragraph>}
      {chains.map(({ latest, earlier }) => (
        <s-stack key={latest.id} gap="small-200">
          <DeliveryCard delivery={latest} names={names} />
          {earlier.length > 0 && (
            <Folded
              title={fill(
                _n('{count} earlier delivery, sent again since', '{count} earlier deliveries, sent again since', earlier.length),
                { count: earlier.length },
              )}
            >
              {earlier.map((delivery) => (
                <DeliveryCard key={delivery.id} delivery={delivery} names={names} isReplaced />
              ))}
            </Folded>
          )}
        </s-stack>
      ))}
    </Section>
  );
}
