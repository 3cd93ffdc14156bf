import { useMutation, useQueryClient } from '@tanstack/react-query';
import { usePanelHost } from '../host.ts';
import { saveFile } from '../save-file.ts';
import { type PersonQuestion, whoIs } from './question.ts';

/** Collects all that is kept of a person, page after page, and hands it out as one file. Answers how many events are in it. */
export function useExportPerson() {
  const { server, workspaceId } = usePanelHost();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (question: PersonQuestion) => {
      const person = whoIs(question);
      if (person === undefined) return 0;
      const all: { persons: unknown[]; events: unknown[] } = { persons: [], events: [] };
      for (let before: number | null | undefined; before !== null;) {
        const body = { ...person, ...(before === undefined ? {} : { before }) };
        const page = await server('exportPerson', { params: { workspaceId }, body });
        all.persons.push(...page.persons);
        all.events.push(...page.items);
        before = page.next;
      }
      saveFile('handoff-person-{day}.json', JSON.stringify(all, null, 2), 'application/json');
      return all.events.length;
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['server', 'listReceipts'] }),
  });
}
