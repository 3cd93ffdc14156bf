import { useState } from 'react';
import type { screeningOf } from '../../index.ts';
import { usePanelHost } from '../host.ts';
import { useServerAction } from '../server.ts';

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
  const [draft, setDraft] = useState(() => draftOf(screening));
  const isChanged = JSON.stringify(readDraft(draft)) !== JSON.stringify(readDraft(draftOf(screening)));
  return {
    draft,
    isChanged,
    change: (part: Partial<RulesDraft>) => {
      update.reset();
      setDraft({ ...draft, ...part });
    },
    discard: () => {
      update.reset();
      setDraft(draftOf(screening));
    },
    save: () => update.mutate({ params: { workspaceId, sourceId }, body: { settings: { screening: readDraft(draft) } } }),
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
