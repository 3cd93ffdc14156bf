import type { HealthItem } from '@handoff/shared/panel';
import { placeOf } from '../../app/places.ts';
import { Go } from '../../ui/Go.tsx';
import { Row } from '../../ui/Row.tsx';
import { Section } from '../../ui/Section.tsx';
import { Status } from '../../ui/Status.tsx';

/** Things of one kind, each with how it is in one sentence; what needs somebody first. */
export function ItemList({ title, items, none }: { title: string; items: HealthItem[]; none: string }) {
  return (
    <Section title={title}>
      {items.length === 0 && <s-paragraph>{none}</s-paragraph>}
      {items.length > 0 && (
        <ul class="handoff-rows">
          {items.map(({ id, name, place, tone, label, says }) => (
            <li key={id}>
              <Row end={<Status tone={tone}>{label}</Status>}>
                <s-stack gap="none">
                  {place === null ? <s-text type="strong">{name}</s-text> : <Go to={placeOf(place)}>{name}</Go>}
                  <s-text color="subdued">{says}</s-text>
                </s-stack>
              </Row>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
