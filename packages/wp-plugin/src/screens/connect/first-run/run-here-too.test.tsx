import { ApiError, type Client, type endpoints } from '@handoff/shared/api';
import type { FlowSpec } from '@handoff/shared/flow';
import type { Flow } from '@handoff/shared/panel';
import { PanelHostContext, type PanelHost, useRunHereToo } from '@handoff/shared/panel/hooks';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';

const flowOf = (name: string): FlowSpec => ({ trigger: { types: [name], sources: ['src_other'] }, steps: [] });

/** Lets a flow run here too at a server that may refuse to publish; answers what its draft says in the end. */
async function draftAfter({ draft, refused }: { draft: FlowSpec | null; refused: boolean }) {
  let kept: unknown = draft;
  const server = (async (name: keyof typeof endpoints, { body }: { body?: { spec: FlowSpec } }) => {
    if (name === 'publishFlow' && refused) throw new ApiError(422, { code: 'invalid', message: 'A required field is not filled.' });
    kept = name === 'publishFlow' ? null : body?.spec;
    return {};
  }) as unknown as Client;
  const host = { server, workspaceId: 'ws_1', sourceId: 'src_here' } as unknown as PanelHost;
  const flow = { id: 'flow_1', published: { spec: flowOf('form.submitted') }, draft: draft === null ? null : { spec: draft } } as Flow;
  const runs: (() => Promise<boolean>)[] = [];
  const Screen = () => {
    runs.push(useRunHereToo(flow).run);
    return null;
  };
  renderToStaticMarkup(
    <QueryClientProvider client={new QueryClient()}>
      <PanelHostContext.Provider value={host}>
        <Screen />
      </PanelHostContext.Provider>
    </QueryClientProvider>,
  );
  const done = await runs[0]?.();
  return { done, kept };
}

const draft = flowOf('order.created');

test('a draft that somebody works on is still there, for this site too, once the live version runs here', async () => {
  const sources = ['src_other', 'src_here'];
  expect(await draftAfter({ draft, refused: false })).toEqual({
    done: true,
    kept: { ...draft, trigger: { types: ['order.created'], sources } },
  });
});

test('a draft that somebody works on is as it was where the live version cannot be published', async () => {
  expect(await draftAfter({ draft, refused: true })).toEqual({ done: false, kept: draft });
});
