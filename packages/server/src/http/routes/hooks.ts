import { endpoints } from '@handoff/shared/api';
import { parseEnvelope } from '@handoff/shared/event';
import type { Context, Hono } from 'hono';
import { AppError } from '../../observe/app-error.ts';
import { readTraceparent } from '../../observe/trace-context.ts';
import type { KnownSource } from '../../sources/keys.ts';
import type { HookSource } from '../../sources/kit/hook.ts';
import { notRevoked, unknownAddress } from '../../sources/kit/refusals.ts';
import { hookSources } from '../../sources/registry.ts';
import { SourceSettings } from '../../sources/settings.ts';
import { normalizeHook } from '../../sources/webhook/normalize.ts';
import { verifySecretAddress } from '../../sources/webhook/verify.ts';
import type { AppDeps } from '../deps.ts';
import { readBody } from '../read-body.ts';
import { readFields } from '../read-fields.ts';

const pathOf = ({ path }: { path: string }) => path.replaceAll(/\{(\w+)\}/g, ':$1');

/** Sources that post to a hook: signed, or by a secret address for tools that cannot sign. 202 only after the durable commit. */
export function hookRoutes(app: Hono, deps: AppDeps): void {
  const receive = async (
    c: Context,
    source: KnownSource,
    normalize: HookSource['normalize'],
    { bytes, messageId }: { bytes: Uint8Array<ArrayBuffer>; messageId: string | undefined },
  ): Promise<Response> => {
    deps.limits.events(source.id, 1);
    const { value, dropped } = await readFields(bytes, c.req.header('content-type'));
    const settings = SourceSettings.parse(JSON.parse(source.settings));
    const event = normalize({ body: value, messageId, source: { id: source.id, name: source.name, settings }, now: deps.clock.now() });
    // What could not be read again later is refused now, while the sender can still be told.
    const readable = parseEnvelope(event.kept);
    if (!readable.ok)
      throw new AppError('invalid', 'No event can be made of this post: see which of its members are too long or wrong.', {
        problems: readable.problems,
      });
    const ignored = dropped.map((name) => ({ path: '', message: `A member called "${name}" was ignored.` }));
    const problems = [...event.problems, ...ignored];
    const traceparent = readTraceparent(c.req.header('traceparent'));
    const [accepted] = await deps.receive(source, [{ envelope: event.envelope, problems, body: JSON.stringify(event.kept), traceparent }]);
    return c.json({ ...accepted, ...(problems.length === 0 ? {} : { problems }) }, 202);
  };

  app.post(pathOf(endpoints.postHook), async (c) => {
    const bytes = await readBody(c.req.raw, deps.config.maxBodyBytes);
    const known = await deps.sourceKeys.find(c.req.param('sourceId') as string);
    // A site that pairs names its own kind: one called `constructor` is no kind of ours.
    const kind = known !== undefined && Object.hasOwn(hookSources, known.kind) ? hookSources[known.kind] : undefined;
    if (known === undefined || kind === undefined) throw unknownAddress();
    const messageId = await kind.verify(known, c.req.raw.headers, bytes, deps.clock.now());
    return receive(c, notRevoked(known), kind.normalize, { bytes, messageId });
  });

  app.post(pathOf(endpoints.postSecretHook), async (c) => {
    const bytes = await readBody(c.req.raw, deps.config.maxBodyBytes);
    const source = verifySecretAddress(await deps.sourceKeys.find(c.req.param('sourceId') as string), c.req.param('secret') as string);
    return receive(c, source, normalizeHook, { bytes, messageId: idempotencyKeyOf(c) });
  });
}

/** An own id beyond our limit is no id we could keep; the post then counts as one of its own. */
function idempotencyKeyOf(c: Context): string | undefined {
  const key = c.req.header('idempotency-key')?.trim();
  return key === undefined || key === '' || key.length > 256 ? undefined : key;
}
