import { useMutation, useQueryClient } from '@tanstack/react-query';
import { usePanelHost } from '../host.ts';
import { type PersonQuestion, whoIs } from './question.ts';

/** Erases a person, call after call until all was looked through. Answers the receipt. */
export function useErase() {
  const { server, workspaceId } = usePanelHost();
  const queries = useQueryClient();
  const params = { workspaceId };
  return useMutation({
    mutationFn: async (question: PersonQuestion) => {
      const person = whoIs(question);
      if (person === undefined) throw new Error('There is nobody to erase.');
      let answer = await server('erasePerson', { params, body: person });
      while (answer.next !== null) answer = await server('erasePerson', { params, body: { ...person, before: answer.next } });
      return server('getReceipt', { params: { ...params, receiptId: answer.receiptId } });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['server'] }),
  });
}
