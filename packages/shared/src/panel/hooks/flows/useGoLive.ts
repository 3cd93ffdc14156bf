import { useState } from 'react';
import type { Flow } from '../../index.ts';
import { useWorkspaceId } from '../host.ts';
import { useServerAction } from '../server.ts';

export interface GoLive {
  flow: Flow;
  /** Whether what is shown is at the server now. */
  save: () => Promise<boolean>;
  onRefused: (error: Error | null) => void;
  onClose: () => void;
}

/** Saves what is shown and lets it run. What is wrong with it is told in the editor, where it can be mended. */
export function useGoLive(what: 'publishFlow' | 'shadowFlow', { flow, save, onRefused, onClose }: GoLive) {
  const params = { workspaceId: useWorkspaceId(), flowId: flow.id };
  const action = useServerAction(what);
  const [isSaving, setSaving] = useState(false);
  const go = async () => {
    setSaving(true);
    if (await save()) {
      try {
        await action.mutateAsync({ params });
      } catch (error) {
        onRefused(error as Error);
      }
    }
    setSaving(false);
    onClose();
  };
  return { go: () => void go(), isBusy: isSaving || action.isPending };
}
