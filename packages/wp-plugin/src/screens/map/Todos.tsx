import type { WorkspaceMap } from '@handoff/shared/api';
import { type MapTodo, useMapTodos } from '@handoff/shared/panel/hooks';
import { Link } from 'wouter';
import { __ } from '../../app/i18n.ts';
import { Folded } from '../../ui/Folded.tsx';
import { Section } from '../../ui/Section.tsx';

/** Conflicts, and what nobody owns or uses. */
export function Todos({ map }: { map: WorkspaceMap }) {
  const { todos, notes } = useMapTodos(map);
  return (
    <Section title={__('What needs a look', 'handoff')}>
      {todos.length === 0 ? (
        <p>{__('Nothing: everything has an owner and a use, and no flow gets in another’s way.', 'handoff')}</p>
      ) : (
        <List items={todos} />
      )}
      {notes.length > 0 && (
        <Folded title={__('Fields that several flows fill', 'handoff')} open={false}>
          <List items={notes} />
        </Folded>
      )}
    </Section>
  );
}

function List({ items }: { items: MapTodo[] }) {
  return (
    <ul className="handoff-map-todos">
      {items.map(({ key, title, text, place }) => (
        <li key={key}>
          <span>
            {title !== null && <strong>{title}: </strong>}
            {text}
          </span>
          <Link href={place}>
            {__('Look', 'handoff')}
            <span className="screen-reader-text"> {title ?? text}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
