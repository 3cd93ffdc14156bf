import {
  createPairAnswer,
  createPairRequest,
  createRotateKeyRequest,
  encodeConnectionCode,
  type ConnectionCodeProblem,
} from '../../src/api/pairing.ts';
import { jwkThumbprint, publicKeyOf } from '../../src/event/index.ts';
import { FIXTURE_SECRETS as secrets } from './keys.ts';

/** One pairing from the pasted code to the first change of key, with what must be refused on the way. */
export async function pairingVectors(): Promise<unknown> {
  const serverKey = await publicKeyOf(secrets.server);
  const siteKey = await publicKeyOf(secrets.site);
  const siteNextKey = await publicKeyOf(secrets.siteNext);
  const connection = { origin: 'https://handoff.example.com', code: 'q3nWmKx0d5TtLr7yVb2c9A', thumbprint: await jwkThumbprint(serverKey) };
  const text = encodeConnectionCode(connection);
  const bad: { name: string; pasted: string; problem: ConnectionCodeProblem }[] = [
    { name: 'nothing', pasted: ' \n ', problem: 'empty' },
    { name: 'the end is missing', pasted: text.slice(0, -7), problem: 'damaged' },
    { name: 'only the start', pasted: text.slice(0, 5), problem: 'damaged' },
    { name: 'a character was replaced', pasted: `${text.slice(0, 20)}…${text.slice(21)}`, problem: 'damaged' },
    { name: 'the start is missing', pasted: text.slice(3), problem: 'wrong_product' },
    { name: 'a key of another kind', pasted: siteKey, problem: 'wrong_product' },
    { name: 'a web address', pasted: connection.origin, problem: 'wrong_product' },
    { name: 'a later version', pasted: text.replace('hnd1_', 'hnd2_'), problem: 'newer_version' },
  ];
  const request = await createPairRequest({
    connection,
    kind: 'wordpress',
    name: 'Café Köln',
    url: 'https://cafe.example/blog',
    secretKey: secrets.site,
  });
  const answer = await createPairAnswer({
    request,
    sourceId: 'src_01J9Z3K4M5N6P7Q8R9S0T1V2W3',
    workspace: { id: 'wsp_01J9Z3K4M5N6P7Q8R9S0T1V2W4', name: 'Café Köln' },
    serverSecretKey: secrets.server,
  });
  const impostor = await createPairAnswer({
    request,
    sourceId: answer.sourceId,
    workspace: answer.workspace,
    serverSecretKey: secrets.siteNext,
  });
  const timestamp = 1772619630;
  const rotation = await createRotateKeyRequest({
    sourceId: answer.sourceId,
    oldSecretKey: secrets.site,
    newSecretKey: secrets.siteNext,
    timestamp,
  });
  return {
    connectionCode: {
      text,
      connection,
      alsoReadable: [` ${text}\n`, text.replace(/.{60}/g, '$&\r\n  '), `"${text}"`, `\ufeff${text}\u200b`],
      bad,
    },
    pair: {
      siteSecretKey: secrets.site,
      serverSecretKey: secrets.server,
      requestText: `handoff/pair/v1\n${connection.code}\n${siteKey}\n${request.url}`,
      request,
      badRequests: [
        { name: 'proved for another code', request: { ...request, code: 'Zzzzzzzzzzzzzzzzzzzzzz' } },
        { name: 'proved for another address', request: { ...request, url: 'https://evil.example/' } },
        { name: "somebody else's key", request: { ...request, publicKey: siteNextKey } },
      ],
      answerText: `handoff/paired/v1\n${connection.code}\n${answer.sourceId}\n${siteKey}`,
      answer,
      badAnswers: [
        { name: 'signed by another server', answer: impostor, problem: 'server_key_mismatch' },
        { name: "another server's signature under the right key", answer: { ...impostor, serverKey }, problem: 'answer_invalid' },
        { name: 'another source', answer: { ...answer, sourceId: 'src_other' }, problem: 'answer_invalid' },
        {
          name: 'the fingerprint of another key',
          answer: { ...answer, fingerprint: '0000 0000 0000 0000 0000 0000 0000 0000' },
          problem: 'answer_invalid',
        },
      ],
    },
    rotate: {
      oldSecretKey: secrets.site,
      oldPublicKey: siteKey,
      newSecretKey: secrets.siteNext,
      text: `handoff/rotate/v1\n${answer.sourceId}\n${siteNextKey}\n${timestamp}`,
      request: rotation,
      nowSeconds: timestamp,
      badRequests: [
        { name: 'only the new key vouches', request: { ...rotation, oldProof: rotation.newProof }, problem: 'proof_invalid' },
        { name: 'only the old key vouches', request: { ...rotation, newProof: rotation.oldProof }, problem: 'proof_invalid' },
        { name: 'for another source', request: { ...rotation, sourceId: 'src_other' }, problem: 'proof_invalid' },
        { name: 'at another time', request: { ...rotation, timestamp: timestamp + 1 }, problem: 'proof_invalid' },
        { name: 'an old change, repeated', request: rotation, nowSeconds: timestamp + 301, problem: 'clock_skew' },
      ],
    },
  };
}
