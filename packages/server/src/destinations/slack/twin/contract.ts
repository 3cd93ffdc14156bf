import type { Operation } from '../../testing/normalize.ts';
import { createContractCheck, loadSpec } from '../../testing/spec.ts';
import type { ContractCheck } from '../../testing/twin.ts';

export const SLACK_SPECS = ['slack/web.2021.json', 'slack/incoming-webhook.handwritten.json'];

/** Left out of the contract at hand; from Slack's reference. */
const DELETE: Operation = {
  requestBody: {
    required: true,
    content: {
      'application/x-www-form-urlencoded': {
        schema: { type: 'object', required: ['channel', 'ts'], properties: { channel: { type: 'string' }, ts: { type: 'string' } } },
      },
    },
  },
};

/**
 * Slack's last published contract (2021, archived) and our own for webhooks; undefined where they are not at
 * hand. The old contract knows forms only, in which blocks are JSON inside a text, and the token as a
 * parameter: here the same arguments are taken as JSON, with the token in its header.
 */
export function slackContract(): ContractCheck | undefined {
  const webApi = createContractCheck(loadSpec('slack/web.2021.json'), {
    prefix: '/api',
    overlays: [
      (spec) => {
        spec.paths['/chat.delete'] = { post: DELETE };
        for (const operation of Object.values(spec.paths).flatMap(({ get, post }) => [get, post])) {
          if (operation === undefined) continue;
          operation.parameters = (operation.parameters ?? []).filter(({ name }) => name !== 'token');
          const schema = operation.requestBody?.content?.['application/x-www-form-urlencoded']?.schema;
          if (schema?.properties === undefined || operation.requestBody === undefined) continue;
          for (const name of ['blocks', 'attachments']) schema.properties[name] = { type: 'array', items: { type: 'object' } };
          operation.requestBody.content = { 'application/json': { schema } };
        }
      },
    ],
  });
  const webhook = createContractCheck(loadSpec('slack/incoming-webhook.handwritten.json'));
  if (webApi === undefined || webhook === undefined) return undefined;
  return (request) => (request.path.startsWith('/api/') ? webApi(request) : webhook(request));
}
