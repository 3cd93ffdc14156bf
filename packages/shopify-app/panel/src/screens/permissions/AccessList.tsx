import type { SourceAccess, TokenAccess } from '@handoff/shared/api';
import { AccessFacts } from './AccessFacts.tsx';

interface AccessListProps {
  items: readonly (TokenAccess | SourceAccess)[];
  used: string;
  empty: string;
}

/** Sites or programs that have access. It is taken away elsewhere: of the shop itself in Settings, of others at the server. */
export function AccessList({ items, used, empty }: AccessListProps) {
  if (items.length === 0) return <s-paragraph color="subdued">{empty}</s-paragraph>;
  return (
    <ul class="handoff-rows">
      {items.map((access) => (
        <li key={access.id}>
          <s-stack gap="none">
            <s-text type="strong">{access.name}</s-text>
            {'url' in access && access.url !== '' && access.url !== access.name && <s-text>{access.url}</s-text>}
            <AccessFacts access={access} used={used} />
          </s-stack>
        </li>
      ))}
    </ul>
  );
}
