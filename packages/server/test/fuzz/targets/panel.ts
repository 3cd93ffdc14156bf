import { type Endpoint, endpoints, type EndpointName } from '@handoff/shared/api';
import fc from 'fast-check';
import { fromSchema } from '../from-schema.ts';
import { hostileText, mutate, mutation, rawBody } from '../hostile.ts';
import { panelToken } from '../signed.ts';
import { ask, hold, type Target } from '../target.ts';
import { request } from '../world.ts';

/** Endpoints with a token; those of sources are tried by their signatures. */
const all = (Object.entries(endpoints) as [EndpointName, Endpoint][]).filter(
  ([, { access }]) => access !== 'source' && access !== 'public',
);

const idArbitrary = fc.oneof({ weight: 12, arbitrary: fc.constant('OWN') }, { weight: 1, arbitrary: hostileText });
const callOf = ([name, endpoint]: [EndpointName, Endpoint]) => {
  const mutations = fc.array(mutation, { maxLength: 2 });
  const body =
    endpoint.body === undefined
      ? fc.constant(undefined)
      : fc.tuple(fromSchema(endpoint.body), mutations).map(([value, changes]) => mutate(value, changes));
  const query =
    endpoint.query === undefined
      ? fc.constant({})
      : fc.tuple(fromSchema(endpoint.query), mutations).map(([value, changes]) => mutate(value, changes));
  return fc.record({
    name: fc.constant(name),
    ids: fc.array(idArbitrary, { minLength: 5, maxLength: 5 }),
    query,
    body: fc.oneof(
      { weight: 8, arbitrary: body.map((value) => (value === undefined ? undefined : { json: value })) },
      { weight: 1, arbitrary: rawBody.map((raw) => ({ raw })) },
    ),
    asPanel: fc.nat({ max: 3 }).map((chosen) => chosen === 0),
  });
};
const call = fc.oneof(...all.map(callOf));

/** The whole API with a token that is good, and bodies that are nearly right. */
export const panel: Target = {
  name: 'the API with a good token',
  share: 12,
  property: (world) =>
    fc.asyncProperty(call, async ({ name, ids, query, body, asPanel }) => {
      const endpoint: Endpoint = endpoints[name];
      const chosen = [...ids];
      const path = endpoint.path.replaceAll(/\{(\w+)\}/g, (_, parameter: string) => {
        const id = chosen.pop();
        const own = parameter === 'workspaceId' ? world.workspaceId : (world.pool[parameter] ?? 'nothing');
        return encodeURIComponent(id === 'OWN' || id === undefined || id === '' ? own : id.toWellFormed());
      });
      const search = new URLSearchParams();
      for (const [key, value] of Object.entries(query ?? {})) search.append(key, typeof value === 'string' ? value : JSON.stringify(value));
      const token = asPanel ? await panelToken(world, world.otherSite) : world.operatorToken;
      const sent = body === undefined ? undefined : 'raw' in body ? body.raw : JSON.stringify(body.json);
      const answered = await ask(
        world,
        request(`${path}?${search.toString()}`, { method: endpoint.method, headers: { authorization: `Bearer ${token}` }, body: sent }),
      );
      // A map, an export or a picture is declared elsewhere.
      if (answered.status >= 400 || answered.json === undefined) return;
      const declared = endpoint.answer.safeParse(answered.json);
      hold(declared.success, `${name} answered something else than it declares: ${declared.error?.message.slice(0, 500)}`, answered);
    }),
};
