import { deliveryChains, whyNowhere } from '@handoff/shared/panel';
import type { EventDetail, Names } from '@handoff/shared/panel/hooks';
import { _n, fill, t } from '../../../app/i18n.ts';
import { Folded } from '../../../ui/Folded.tsx';
import { Section } from '../../../ui/Section.tsx';
import type { Outcome } from '../actions/Said.tsx';
import { DeliveryCard } from './delivery/DeliveryCard.tsx';

interface DeliveriesProps {
  event: EventDetail;
  names: Names;
  /** Told what came of sending one again. */
  onDone: (outcome: Outcome) => void;
}

/** Where it went: one card for each thing that was to be sent, its earlier tries by other deliveries folded away. */
export function Deliveries({ event, names, onDone }: DeliveriesProps) {
  const chains = deliveryChains(event.deliveryList);
  return (
    <Section title={t('Where it went')}>
      {chains.length === 0 && <s-paragraph>{whyNowhere(event, t)}</s-paragraph>}
      {chains.map(({ latest, earlier }) => (
        // By its first delivery: what is asked and told about it stays on screen while another takes its place.
        <s-stack key={earlier.at(-1)?.id ?? latest.id} gap="small-200">
          <DeliveryCard delivery={latest} names={names} onDone={onDone} />
          {earlier.length > 0 && (
            <Folded
              title={fill(
                _n('{count} earlier delivery, sent again since', '{count} earlier deliveries, sent again since', earlier.length),
                { count: earlier.length },
              )}
            >
              {earlier.map((delivery) => (
                <DeliveryCard key={delivery.id} delivery={delivery} names={names} />
              ))}
            </Folded>
          )}
        </s-stack>
      ))}
    </Section>
  );
}
