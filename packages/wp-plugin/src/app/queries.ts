import type { AnswerOf, InputOf } from '@handoff/shared/api';
import { endpoints } from '@handoff/shared/api';
import { useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import { siteEndpoints } from '../site-api/endpoints.ts';
import { server, site } from './clients.ts';

type Site = typeof siteEndpoints;
type Server = typeof endpoints;

export interface Options<Answer> {
  enabled?: boolean;
  /** Milliseconds between looks, or how many given the last answer (`false`: no more); none by default. */
  every?: number | ((last: Answer | undefined) => number | false);
  /** Keeps showing the last answer while the next one (another page or filter) is on its way. */
  keep?: boolean;
}

const settings = <Answer>({ enabled = true, every, keep = false }: Options<Answer>) => ({
  enabled,
  refetchInterval:
    typeof every === 'function' ? (query: { state: { data: Answer | undefined } }) => every(query.state.data) : (every ?? (false as const)),
  ...(keep ? { placeholderData: <T>(previous: T) => previous } : {}),
});

/** Reads one of the site's own routes. */
export function useSite<Name extends keyof Site>(
  name: Name,
  input: InputOf<Site[Name]>,
  options: Options<AnswerOf<Site[Name]>> = {},
): UseQueryResult<AnswerOf<Site[Name]>> {
  return useQuery({ queryKey: ['site', name, input], queryFn: () => site(name, input), ...settings(options) });
}

/** Reads from the server. */
export function useServer<Name extends keyof Server>(
  name: Name,
  input: InputOf<Server[Name]>,
  options: Options<AnswerOf<Server[Name]>> = {},
): UseQueryResult<AnswerOf<Server[Name]>> {
  return useQuery({ queryKey: ['server', name, input], queryFn: () => server(name, input), ...settings(options) });
}

/** Changes something on the site; what is on screen is read anew afterwards. */
export function useSiteAction<Name extends keyof Site>(name: Name): UseMutationResult<AnswerOf<Site[Name]>, Error, InputOf<Site[Name]>> {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: InputOf<Site[Name]>) => site(name, input),
    onSettled: () => queries.invalidateQueries(),
  });
}

/** Changes something at the server; what is on screen is read anew afterwards. */
export function useServerAction<Name extends keyof Server>(
  name: Name,
): UseMutationResult<AnswerOf<Server[Name]>, Error, InputOf<Server[Name]>> {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: InputOf<Server[Name]>) => server(name, input),
    onSettled: () => queries.invalidateQueries({ queryKey: ['server'] }),
  });
}
