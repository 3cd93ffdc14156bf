import type { AnswerOf, endpoints, InputOf } from '@handoff/shared/api';
import { type LookOptions, lookSettings } from '@handoff/shared/panel/hooks';
import { useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import { server } from './api.ts';

type Server = typeof endpoints;

/** Reads what belongs to the server as a whole; inside a workspace it is `useServer`. */
export function useWhole<Name extends keyof Server>(
  name: Name,
  input: InputOf<Server[Name]>,
  options: LookOptions<AnswerOf<Server[Name]>> = {},
): UseQueryResult<AnswerOf<Server[Name]>> {
  return useQuery({ queryKey: ['server', name, input], queryFn: () => server(name, input), ...lookSettings(options) });
}

/** Changes something of the server as a whole; what is on screen is read anew afterwards. */
export function useWholeAction<Name extends keyof Server>(
  name: Name,
): UseMutationResult<AnswerOf<Server[Name]>, Error, InputOf<Server[Name]>> {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: InputOf<Server[Name]>) => server(name, input),
    onSettled: () => queries.invalidateQueries({ queryKey: ['server'] }),
  });
}
