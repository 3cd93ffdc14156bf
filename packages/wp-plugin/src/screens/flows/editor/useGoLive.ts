import { useState } from '@wordpress/element';
import { useWorkspaceId } from '../../../app/panel.tsx';
import { useServerAction } from '../../../app/queries.ts';
import type { GoLiveProps } from './PublishDialog.tsx';

/** Saves what is shown and lets it run. What is wrong with it is told in the editor, where it can be mended. */
export function useGoLive(what: 'publishFlow' | 'shadowFlow', { flow, save, onRefused, onClose }: GoLiveProps) {
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
