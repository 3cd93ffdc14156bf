import { createPairRequest, decodeConnectionCode, endpoints, PairAnswer, verifyPairAnswer } from '@handoff/shared/api';
import { generateEd25519 } from '@handoff/shared/event';
import { readAnswer } from '../companion/answer.ts';
import { InvalidError, ShopError } from '../errors.ts';
import type { Asker } from '../panel-api/call.ts';
import type { Parts } from '../parts.ts';
import { endPairing } from './end-pairing.ts';
import { sayGoodbye } from './goodbye.ts';
import { requireShop } from './find.ts';

const TIMEOUT_MS = 20_000;
const MAX_NAME = 200;

/**
 * Pairs a shop by a connection code, with a new key of its own. A pairing there was ends once the new one stands. A
 * workspace of which no language is known yet is spoken to in that of whoever asks.
 * @throws ShopError, InvalidError at `/code`
 */
export async function pair(parts: Parts, { shop: { shop }, person, language }: Asker, code: string): Promise<void> {
  const { clock, companion, seal, store, logger } = parts.ports;
  const decoded = decodeConnectionCode(code);
  if (!decoded.ok) throw new InvalidError([{ path: '/code', message: decoded.message }]);
  const { connection } = decoded;
  if (connection.origin !== companion.origin()) {
    const message = `This connection code was made by ${connection.origin}, and this app hands over to ${companion.origin()}. Create a code there.`;
    throw new InvalidError([{ path: '/code', message }]);
  }
  const { name } = await requireShop(parts, shop);
  const key = await generateEd25519();
  const request = await createPairRequest({
    connection,
    kind: 'shopify',
    name: name.trim().slice(0, MAX_NAME) || shop,
    url: `https://${shop}`,
    secretKey: key.secretKey,
  });
  const answer = await ask(parts, request, language);
  const proved = await verifyPairAnswer(connection, key.publicKey, answer);
  if (!proved.ok) throw new ShopError('conflict', proved.message);

  const signingKey = await seal.seal(key.secretKey);
  const before = await store.transaction(async (trx) => {
    const row = await trx.selectFrom('shopify_shops').selectAll().where('shop', '=', shop).executeTakeFirstOrThrow();
    await trx
      .updateTable('shopify_shops')
      .set({
        source_id: answer.sourceId,
        workspace_id: answer.workspace.id,
        workspace_name: answer.workspace.name,
        fingerprint: answer.fingerprint,
        signing_key: signingKey,
        paired_at: clock.now(),
        sending_problem: null,
        sending_paused_until: null,
        tested_at: null,
        updated_at: clock.now(),
      })
      .where('shop', '=', shop)
      .execute();
    await endPairing(trx, parts, row);
    return row;
  });
  logger.info({ shop, source: answer.sourceId, workspace: answer.workspace.id }, 'a shop was connected to a workspace');
  parts.wake();
  await sayGoodbye(parts, before, person.label);
}

async function ask(
  parts: Parts,
  request: Awaited<ReturnType<typeof createPairRequest>>,
  language: string | undefined,
): Promise<PairAnswer> {
  const { companion } = parts.ports;
  const answer = await companion
    .fetch(
      new Request(companion.origin() + endpoints.pairSource.path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(language === undefined ? {} : { 'accept-language': language }) },
        body: JSON.stringify(request),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      }),
    )
    .then(readAnswer)
    .catch(() => undefined);
  if (answer?.error?.code === 'code_invalid') throw new InvalidError([{ path: '/code', message: answer.error.message }]);
  if (answer?.error !== undefined) throw new ShopError(answer.status >= 500 ? 'unavailable' : 'conflict', answer.error.message);
  const read = PairAnswer.safeParse(answer?.json);
  if (read.success) return read.data;
  throw new ShopError(
    'unavailable',
    `${companion.origin()} did not answer as a Handoff server does. Check that it runs, then create a new connection code.`,
  );
}
