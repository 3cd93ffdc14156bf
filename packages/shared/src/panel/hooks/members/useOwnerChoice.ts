import { useState } from 'react';
import type { Choice } from '../../index.ts';
import { usePanelHost } from '../host.ts';
import { useServer } from '../server.ts';

/** Stands for anybody who is no member. */
const OUTSIDE = 'outside';

/** Who can answer for something: a member, or anybody else by address or name. */
export function useOwnerChoice(owner: string, setOwner: (owner: string) => void) {
  const { workspaceId, t } = usePanelHost();
  const { data } = useServer('listOwners', { params: { workspaceId } });
  const [isTyping, setTyping] = useState(false);
  const members = data?.items ?? [];
  const member = members.find(({ email }) => email === owner.trim().toLowerCase());
  const isOutside = isTyping || (owner.trim() !== '' && member === undefined);
  const options: Choice[] = [
    { value: '', label: t('Nobody in particular') },
    ...members.map(({ email, name }) => ({ value: email, label: name === '' || name === email ? email : `${name} (${email})` })),
    { value: OUTSIDE, label: t('Somebody else…') },
  ];
  return {
    /** None where there are no members to choose from: then the owner is typed. */
    options: members.length === 0 ? undefined : options,
    chosen: isOutside ? OUTSIDE : (member?.email ?? ''),
    choose: (value: string) => {
      setTyping(value === OUTSIDE);
      setOwner(value === OUTSIDE ? '' : value);
    },
    /** Whether an address or a name is to be typed. */
    isTyped: members.length === 0 || isOutside,
  };
}
