import { useState } from 'react';
import type { Connection, Destination } from '../answers.ts';
import { usePanelHost } from '../host.ts';
import { useServerAction } from '../server.ts';
import { useConnectionForm } from './useConnectionForm.ts';
import { useSignIn } from './useSignIn.ts';

interface AccountFormOf {
  destination: Destination;
  /** Undefined for a new one. */
  connection: Connection | undefined;
  /** What a new one is called unless somebody names it. */
  name: string;
  /** The connection is saved and works. */
  onWorks: (connection: Connection) => void;
}

/** Connects an account, or changes a connected one: settings, signing in, and a test of whether it works. */
export function useAccountForm({ destination, connection, name, onWorks }: AccountFormOf) {
  const { workspaceId, useUnsaved } = usePanelHost();
  const form = useConnectionForm(destination, connection, name);
  const test = useServerAction('testConnection');
  const [works, setWorks] = useState(false);
  const signIn = useSignIn((signedIn) => {
    form.adopt(signedIn);
    setWorks(true);
    onWorks(signedIn);
  });
  useUnsaved(form.dirty);

  const needsSignIn = form.signsIn && form.saved?.authorized !== true;
  const startSignIn = () => {
    setWorks(false);
    test.reset();
    void signIn.begin(form.save);
  };
  const saveAndTest = async () => {
    setWorks(false);
    test.reset();
    const saved = await form.save();
    if (saved === undefined) return;
    const result = await test.mutateAsync({ params: { workspaceId, connectionId: saved.id } }).catch(() => undefined);
    if (result?.ok !== true) return;
    setWorks(true);
    onWorks(saved);
  };
  return {
    ...form,
    signIn,
    startSignIn,
    /** Without it the account cannot be used. */
    needsSignIn,
    /** Whether what is wrong is said beside its setting. */
    isMarked: Object.keys(form.problems).some((key) => key !== ''),
    busy: form.saving || test.isPending || signIn.busy,
    /** It is saved, and a test went through. */
    works,
    testError: test.error,
    /** Why it is saved but does not work, in the destination's words; undefined where it works or was not tested. */
    notWorking: test.data?.ok === false ? (test.data.message ?? '') : undefined,
    submit: () => (needsSignIn ? startSignIn() : void saveAndTest()),
  };
}
