import type { AnswerOf, InputOf } from '@handoff/shared/api';
import { type LookOptions, lookSettings } from '@handoff/shared/panel/hooks';
import { useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import type { siteEndpoints } from '../site-api/endpoints.ts';
import { site } from './clients.ts';

type Site = typeof siteEndpoints;

/** Reads one of the site's own routes. */
export function useSite<Name extends keyof Site>(
  name: Name,
  input: InputOf<Site[Name]>,
  options: LookOptions<AnswerOf<Site[Name]>> = {},
): UseQueryResult<AnswerOf<Site[Name]>> {
  return useQuery({ queryKey: ['site', name, input], queryFn: () => site(name, input), ...lookSettings(options) });
}

/** Changes something on the site; what is on screen is read anew afterwards. */
export function useSiteAction<Name extends keyof Site>(name: Name): UseMutationResult<AnswerOf<Site[Name]>, Error, InputOf<Site[Name]>> {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: InputOf<Site[Name]>) => site(name, input),
    onSettled: () => queries.invalidateQueries(),
  });
}
