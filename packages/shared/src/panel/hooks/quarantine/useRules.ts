import type { screeningOf } from '../../index.ts';
import { usePanelHost } from '../host.ts';
import { useServerAction } from '../server.ts';
import { useDraft } from '../useDraft.ts';

type Screening = ReturnType<typeof screeningOf>;

/** The rules as the controls hold them: lists as typed, one entry a line. */
export interface RulesDraft {
  observe: boolean;
  blockedWords: string;
  blockedSenders: string;
  trustedEmails: string;
}

/** The owner's own rules under edit, and saving them. */
export function useRules(sourceId: string, screening: Screening) {
  const { workspaceId } = usePanelHost();
  const update = useServerAction('updateSource');
  const kept = draftOf(screening);
  const { draft, change, discard } = useDraft(kept);
  const isChanged = JSON.stringify(readDraft(draft)) !== JSON.stringify(readDraft(kept));
  return {
    draft,
    isChanged,
    change: (part: Partial<RulesDraft>) => {
      update.reset();
      change(part);
    },
    discard: () => {
      update.reset();
      discard();
    },
    save: () =>
      update.mutate({ params: { workspaceId, sourceId }, body: { settings: { screening: readDraft(draft) } } }, { onSuccess: discard }),
    busy: update.isPending,
    isSaved: update.isSuccess && !isChanged,
    error: update.error,
  };
}

function draftOf({ observe, blockedWords, blockedSenders, trustedEmails }: Screening): RulesDraft {
  const text = (entries: readonly string[]) => entries.join('\n');
  return { observe, blockedWords: text(blockedWords), blockedSenders: text(blockedSenders), trustedEmails: text(trustedEmails) };
}

function readDraft({ observe, blockedWords, blockedSenders, trustedEmails }: RulesDraft) {
  return { observe, blockedWords: linesOf(blockedWords), blockedSenders: linesOf(blockedSenders), trustedEmails: linesOf(trustedEmails) };
}

function linesOf(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== ''))];
}
