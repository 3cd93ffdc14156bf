import { useState } from 'react';
import type { Consent } from '../../../event/consent.ts';
import { useWorkspaceId } from '../host.ts';
import { useServer, useServerAction } from '../server.ts';

/** A channel that a known person opted out of. */
export interface OptOut {
  personId: string;
  channel: Consent['channel'];
  /** When they did, as far as their source told. */
  at: string | null;
}

/** Looks up of what somebody opted out, and lifts it where they asked the business for it. */
export function useOptOuts() {
  const workspaceId = useWorkspaceId();
  const [contact, setContact] = useState<string>();
  const known = useServer(
    'listPersons',
    { params: { workspaceId }, query: contact === undefined ? {} : { contact } },
    { enabled: contact !== undefined },
  );
  const lift = useServerAction('liftOptOut');
  // A channel is lifted as a whole, also where several opted out of it for the addresses of one person.
  const optOuts = known.data?.items.flatMap(({ id, consent }) => {
    const outs = consent.filter(({ state }) => state === 'unsubscribed');
    return outs
      .filter(({ channel }, place) => outs.findIndex((out) => out.channel === channel) === place)
      .map(({ channel, at }): OptOut => ({ personId: id, channel: channel as OptOut['channel'], at }));
  });
  return {
    lookUp: (typed: string) => {
      lift.reset();
      setContact(typed.trim() === '' ? undefined : typed.trim());
    },
    /** Undefined until somebody was looked up. */
    optOuts: contact === undefined ? undefined : optOuts,
    isLooking: known.isFetching,
    lift: ({ personId, channel }: OptOut, reason: string) =>
      lift.mutate({ params: { workspaceId, personId }, body: { channel, reason: reason.trim() } }),
    isLifting: lift.isPending,
    isLifted: lift.isSuccess,
    error: known.error ?? lift.error,
  };
}
