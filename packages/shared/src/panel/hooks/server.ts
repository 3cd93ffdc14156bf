import { useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import type { AnswerOf, InputOf } from '../../api/client.ts';
import type { endpoints } from '../../api/endpoints/index.ts';
import { usePanelHost } from './host.ts';
import { type LookOptions, lookSettings } from './look.ts';

type Server = typeof endpoints;

/** Reads from the server. Its answers are kept under `['server', name, input]`. */
export function useServer<Name extends keyof Server>(
  name: Name,
  input: InputOf<Server[Name]>,
  options: LookOptions<AnswerOf<Server[Name]>> = {},
): UseQueryResult<AnswerOf<Server[Name]>> {
  const { server } = usePanelHost();
  return useQuery({ queryKey: ['server', name, input], queryFn: () => server(name, input), ...lookSettings(options) });
}

/** Changes something at the server; what is on screen is read anew afterwards. */
export function useServerAction<Name extends keyof Server>(
  name: Name,
): UseMutationResult<AnswerOf<Server[Name]>, Error, InputOf<Server[Name]>> {
  const { server } = usePanelHost();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: InputOf<Server[Name]>) => server(name, input),
    onSettled: () => queries.invalidateQueries({ queryKey: ['server'] }),
  });
}
