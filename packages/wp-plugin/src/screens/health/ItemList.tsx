import type { HealthItem } from '@handoff/shared/panel';
import { placeOf } from '../../app/places.ts';
import { Section } from '../../ui/Section.tsx';
import { Status } from '../../ui/Status.tsx';

/** Things of one kind, each with how it is in one sentence; what needs somebody first. */
export function ItemList({ title, items, none }: { title: string; items: HealthItem[]; none: string }) {
  return (
    <Section title={title}>
      {items.length === 0 && <p>{none}</p>}
      <ul className="handoff-health">
        {items.map(({ id, name, place, tone, label, says }) => (
          <li key={id}>
            <div>
              {place === null ? <strong>{name}</strong> : <a href={`#${placeOf(place)}`}>{name}</a>}
              <p>{says}</p>
            </div>
            <Status tone={tone}>{label}</Status>
          </li>
        ))}
      </ul>
    </Section>
  );
}
