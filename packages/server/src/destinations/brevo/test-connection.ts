import { z } from 'zod';
import { DestinationFailure, type CallContext } from '../kit/index.ts';
import type { Settings } from './settings.ts';

const Account = z.looseObject({ companyName: z.string().optional(), email: z.string().optional() });
const Template = z.looseObject({ isActive: z.boolean().optional(), doiTemplate: z.boolean().optional() });

/** Asks whose account it is: proves the key, and that list and template are there and can be used. */
export async function testConnection(ctx: CallContext<Settings>): Promise<{ account: string }> {
  const answer = await ctx.call({ method: 'GET', path: '/v3/account' });
  const account = Account.safeParse(answer.json).data;
  await checkList(ctx);
  await checkTemplate(ctx);
  return { account: [account?.companyName, account?.email].find((name) => name !== undefined && name !== '') ?? 'Brevo account' };
}

async function checkList(ctx: CallContext<Settings>): Promise<void> {
  const { list } = ctx.settings;
  if (list === undefined) return;
  if ((await readOrMissing(ctx, `/v3/contacts/lists/${list}`)) === undefined)
    throw refused('/list', `This Brevo account has no list ${list}. Contacts → Lists shows each list's number.`);
}

/** Brevo refuses every confirmation e-mail where the template is switched off or has no confirmation link. */
async function checkTemplate(ctx: CallContext<Settings>): Promise<void> {
  const { doubleOptInTemplate: id } = ctx.settings;
  if (id === undefined) return;
  const found = await readOrMissing(ctx, `/v3/smtp/templates/${id}`);
  if (found === undefined) throw refused('/doubleOptInTemplate', `This Brevo account has no e-mail template ${id}.`);
  const template = Template.safeParse(found.json).data;
  if (template?.isActive === false) throw refused('/doubleOptInTemplate', `Template ${id} is not active. Activate it in Brevo.`);
  if (template?.doiTemplate === false)
    throw refused(
      '/doubleOptInTemplate',
      `Template ${id} is not a double opt-in template. Give it the tag "optin" and a button that links to {{ params.DOIurl }}.`,
    );
}

async function readOrMissing(ctx: CallContext<Settings>, path: string) {
  try {
    return await ctx.call({ method: 'GET', path });
  } catch (error) {
    if (error instanceof DestinationFailure && error.response?.status === 404) return undefined;
    throw error;
  }
}

function refused(path: string, message: string): DestinationFailure {
  return new DestinationFailure({ kind: 'permanent', code: 'not_usable', message, problems: [{ path, message }] });
}
