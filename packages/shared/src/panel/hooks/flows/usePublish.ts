import { useState } from 'react';
import { type Answered, questionWords } from '../../index.ts';
import { usePanelHost } from '../host.ts';
import { isAwaited } from '../look.ts';
import { useServer, useServerAction } from '../server.ts';
import { useEditor } from './editor.ts';
import { type GoLive, useGoLive } from './useGoLive.ts';

export interface Publishing {
  /** The five questions about what is shown, answered; undefined until they are. */
  questions: Answered[] | undefined;
  /** They are on their way. Publishing waits until they are there or cannot be had: the button would move away under a hand. */
  isAsking: boolean;
  error: Error | null;
  /** Who looks after the flow; empty for nobody. Kept when it is published. */
  owner: string;
  setOwner: (owner: string) => void;
  /** Takes it over, where the person is known and does not own it yet. */
  ownIt: (() => void) | undefined;
  go: () => void;
  isBusy: boolean;
}

/** Publishes what is shown, after saying what there is to know of it and who owns it. */
export function usePublish(live: GoLive): Publishing {
  const { flow, save, onRefused } = live;
  const { spec } = useEditor();
  const { workspaceId, person, t } = usePanelHost();
  const params = { workspaceId, flowId: flow.id };
  const asked = useServer('flowQuestions', { params, body: { spec } });
  const update = useServerAction('updateFlow');
  const [owner, setOwner] = useState(flow.owner ?? '');
  const me = person.email === '' ? person.name : person.email;

  const keepOwner = async (): Promise<boolean> => {
    const wanted = owner.trim() === '' ? null : owner.trim();
    if (wanted === flow.owner) return true;
    try {
      await update.mutateAsync({ params, body: { owner: wanted } });
      return true;
    } catch (error) {
      onRefused(error as Error);
      return false;
    }
  };
  const { go, isBusy } = useGoLive('publishFlow', { ...live, save: async () => (await save()) && keepOwner() });
  return {
    isAsking: isAwaited(asked),
    questions: asked.data === undefined ? undefined : questionWords(asked.data, t),
    error: asked.data === undefined ? asked.error : null,
    owner,
    setOwner,
    ownIt: me === '' || owner.trim() === me ? undefined : () => setOwner(me),
    go,
    isBusy,
  };
}
