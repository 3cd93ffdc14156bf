import { defineOperation, DestinationFailure, type CallContext } from '../kit/index.ts';
import { defaultMapping } from './default-mapping.ts';
import { mailOf, messageIdOf, Payload, refusedBy } from './message.ts';
import type { Settings } from './settings.ts';

export const sendMail = defineOperation<Settings, Payload>({
  title: 'Send a mail',
  description: 'Sends a mail to your own address, or to a customer.',
  payload: Payload,
  scopes: [],
  // Nobody can be asked whether a mail was sent: one whose text was on its way when the connection broke stays in doubt.
  dedupe: 'ledger',
  messages: true,
  perform: async (ctx, payload) => {
    const refusal = refusedBy(payload);
    if (refusal !== undefined) return { effect: 'unchanged', differences: [{ path: '/consent', message: refusal }] };
    const { mail, differences } = mailOf(ctx, payload, recipientOf(ctx, payload));
    await ctx.call({ method: 'POST', path: '/mails', json: mail });
    const id = messageIdOf(ctx);
    return { id, output: { id }, effect: 'sent', ...(differences.length === 0 ? {} : { differences }) };
  },
  defaultMapping,
});

function recipientOf(ctx: CallContext<Settings>, payload: Payload): string {
  const to = payload.to ?? ctx.settings.to;
  if (to !== undefined) return to;
  const message = 'There is no address to send to. Put your own into the e-mail connection, or map one in this step.';
  throw new DestinationFailure({ kind: 'permanent', code: 'no_recipient', message, problems: [{ path: '/to', message }] });
}
