import { deliveryChains } from '@handoff/shared/panel';
import { __, _n, fill } from '../../../app/i18n.ts';
import { Section } from '../../../ui/Section.tsx';
import type { EventDetail } from '../data/types.ts';
import type { Names } from '../data/useNames.ts';
import { DeliveryCard } from './delivery/DeliveryCard.tsx';

/** Where it went: one card for each thing that was to be sent, its earlier tries by other deliveries folded away. */
export function Deliveries({ event, names }: { event: EventDetail; names: Names }) {
  const chains = deliveryChains(event.deliveryList);
  return (
    <Section title={__('Where it went', 'handoff')}>
      {chains.length === 0 && <p>{whyNowhere(event)}</p>}
      {chains.map(({ latest, earlier }) => (
        <div key={latest.id} className="handoff-delivery">
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

function whyNowhere({ state, verdict }: EventDetail): string {
  if (state === 'received') return __('Nowhere yet: it is being checked.', 'handoff');
  if (state !== 'processed') return __('Nowhere: it is set aside until it is processed.', 'handoff');
  if (verdict === 'accept' || verdict === 'review') {
    return __('Nowhere: no flow that was on wanted it. Turn on a flow for it, then send it again as the flow is now.', 'handoff');
  }
  return __('Nowhere: it was kept back.', 'handoff');
}
