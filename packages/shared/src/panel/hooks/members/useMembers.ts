import { useState } from 'react';
import { Email, type Member, type Role } from '../../../api/members.ts';
import { usePanelHost } from '../host.ts';
import { useServer, useServerAction } from '../server.ts';
import { useAskedAction } from '../useAskedAction.ts';

/** The people of a workspace. */
export function useMembers() {
  const { workspaceId } = usePanelHost();
  const { data, error, refetch } = useServer('listMembers', { params: { workspaceId } });
  return { members: data?.items, error, retry: () => void refetch() };
}

const NOBODY = { email: '', name: '', role: 'manager' as Role };

/** Somebody who is about to be let in. */
export function useInvite() {
  const { workspaceId } = usePanelHost();
  const invite = useServerAction('inviteMember');
  const [draft, setDraft] = useState(NOBODY);
  const isRight = Email.safeParse(draft.email).success;
  return {
    draft,
    isRight,
    set: (part: Partial<typeof NOBODY>) => {
      invite.reset();
      setDraft({ ...draft, ...part });
    },
    send: () => {
      const name = draft.name.trim();
      const body = { email: draft.email, role: draft.role, ...(name === '' ? {} : { name }) };
      invite.mutate({ params: { workspaceId }, body }, { onSuccess: () => setDraft(NOBODY) });
    },
    busy: invite.isPending,
    /** Who was let in last; `told`: whether a mail went out. */
    invited: invite.data,
    error: invite.error,
  };
}

/** What can be done with a member. */
export function useMemberActions({ id }: Pick<Member, 'id'>) {
  const { workspaceId } = usePanelHost();
  const params = { workspaceId, memberId: id };
  const change = useAskedAction('changeMember');
  const remove = useAskedAction('removeMember');
  return {
    changing: change.asked,
    changeRole: (role: Role, onDone: () => void) => change.run({ params, body: { role } }, onDone),
    removing: remove.asked,
    remove: (onDone: () => void) => remove.run({ params }, onDone),
    /** For whoever asks whether to: what went wrong the last time is no news. */
    askAnew: () => {
      change.askAnew();
      remove.askAnew();
    },
  };
}
