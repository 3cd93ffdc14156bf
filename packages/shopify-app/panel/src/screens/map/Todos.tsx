import type { WorkspaceMap } from '@handoff/shared/api';
import { type MapTodo, useMapTodos } from '@handoff/shared/panel/hooks';
import { t } from '../../app/i18n.ts';
import { Folded } from '../../ui/Folded.tsx';
import { Go } from '../../ui/Go.tsx';
import { Section } from '../../ui/Section.tsx';

/** Conflicts, and what nobody owns or uses. */
export function Todos({ map }: { map: WorkspaceMap }) {
  const { todos, notes } = useMapTodos(map);
  return (
    <Section title={t('What needs a look')}>
      {todos.length === 0 ? (
        <s-paragraph>{t('Nothing: everything has an owner and a use, and no flow gets in another’s way.')}</s-paragraph>
      ) : (
        <List items={todos} />
      )}
      {notes.length > 0 && (
        <Folded title={t('Fields that several flows fill')}>
          <List items={notes} />
        </Folded>
      )}
    </Section>
  );
}

function List({ items }: { items: MapTodo[] }) {
  return (
    <ul class="handoff-map-todos">
      {items.map(({ key, title, text, place }) => (
        <li key={key}>
          <span>
            {title !== null && <s-text type="strong">{title}: </s-text>}
            {text}
          </span>
          <Go to={place} label={`${t('Look')}: ${title ?? text}`}>
            {t('Look')}
          </Go>
        </li>
      ))}
    </ul>
  );
}
