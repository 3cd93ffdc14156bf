import type { AnswerOf, InputOf } from '@handoff/shared/api';
import { type LookOptions, lookSettings } from '@handoff/shared/panel/hooks';
import { useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import type { shopEndpoints } from '../../../src/panel-api/endpoints.ts';
import { shop } from './clients.ts';

type Shop = typeof shopEndpoints;

/** Reads one of the app's own routes. What is asked of the companion goes through `useServer` of the shared hooks. */
export function useShop<Name extends keyof Shop>(
  name: Name,
  input: InputOf<Shop[Name]>,
  options: LookOptions<AnswerOf<Shop[Name]>> = {},
): UseQueryResult<AnswerOf<Shop[Name]>> {
  return useQuery({ queryKey: ['shop', name, input], queryFn: () => shop(name, input), ...lookSettings(options) });
}

/** Changes something in the app; what is on screen is read anew afterwards. */
export function useShopAction<Name extends keyof Shop>(name: Name): UseMutationResult<AnswerOf<Shop[Name]>, Error, InputOf<Shop[Name]>> {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: InputOf<Shop[Name]>) => shop(name, input),
    onSettled: () => queries.invalidateQueries(),
  });
}
