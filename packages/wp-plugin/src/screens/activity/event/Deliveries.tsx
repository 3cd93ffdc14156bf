import { deliveryChains, whyNowhere } from '@handoff/shared/panel';
import type { EventDetail, Names } from '@handoff/shared/panel/hooks';
import { __, _n, fill, t } from '../../../app/i18n.ts';
import { Section } from '../../../ui/Section.tsx';
import { DeliveryCard } from './delivery/DeliveryCard.tsx';

/** Where it went: one card for each thing that was to be sent, its earlier tries by other deliveries folded away. */
export function Deliveries({ event, names }: { event: EventDetail; names: Names }) {
  const chains = deliveryChains(event.deliveryList);
  return (
    <Section title={__('Where it went', 'handoff')}>
      {chains.length === 0 && <p>{whyNowhere(event, t)}</p>}
      {chains.map(({ latest, earlier }) => (
        // By its first delivery: what is asked and told about it stays on screen while another takes its place.
        <div key={earlier.at(-1)?.id ?? latest.id} className="handoff-delivery">
          <DeliveryCard delivery={latest} names={names} />
          {earlier.length > 0 && (
            <details className="handoff-folded">
              <summary>
                {fill(
                  _n(
                    '{count} earlier delivery, sent again since',
                    '{count} earlier deliveries, sent again since',
                    earlier.length,
                    'handoff',
                  ),
                  {
                    count: earlier.length,
                  },
                )}
              </summary>
              {earlier.map((delivery) => (
                <DeliveryCard key={delivery.id} delivery={delivery} names={names} isReplaced />
              ))}
            </details>
          )}
        </div>
      ))}
    </Section>
  );
}
