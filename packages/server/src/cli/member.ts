import { Email, Role } from '@handoff/shared/api';
import { type Command, Option } from 'commander';
import { addMember } from '../domain/member/add.ts';
import { listMembers, membershipsOf } from '../domain/member/find.ts';
import { removeMember } from '../domain/member/remove.ts';
import { createLoginLink } from '../domain/session/login-link.ts';
import { AppError } from '../observe/app-error.ts';
import type { Opened } from '../main.ts';
import { chooseWorkspace } from './choose-workspace.ts';
import { BY_COMMAND_LINE, withServer } from './context.ts';
import { note, say, sayTable } from './print.ts';
import { readName } from './read-name.ts';

interface Where {
  workspace?: string;
}

/** `handoff member invite | list | remove`: who may sign in to the console. */
export function memberCommand(program: Command): void {
  const member = program.command('member').description('People who sign in to the console: invite, list and remove them.');

  member
    .command('invite')
    .description('Let somebody in. Prints a link that signs them in, once, for 15 minutes; for a member already in, just the link.')
    .argument('<email>', 'their e-mail address')
    .addOption(new Option('--role <role>', 'what they may do').choices(Role.options).default('owner'))
    .option('--name <name>', 'what they are called', readName)
    .option('--workspace <id or name>', 'let them into this workspace only, instead of all')
    .action((given: string, options: Where & { role: Role; name?: string }) =>
      withServer(async (server) => {
        const email = readEmail(given);
        const { deps } = server;
        const scope = await scopeOf(server, options);
        const now = deps.clock.now();
        const link = await deps.store.transaction(async (trx) => {
          const isMember = (await membershipsOf(trx, email)).some((each) => each.workspace_id === (scope?.id ?? null));
          if (!isMember)
            await addMember(trx, { scope: scope?.id ?? null, email, name: options.name, role: options.role, by: BY_COMMAND_LINE }, now);
          return createLoginLink(deps, trx, email, now);
        });
        note(
          `${email} may sign in to ${scope === undefined ? 'every workspace' : `“${scope.name}”`}. Open this link once, within 15 minutes:`,
        );
        say(link);
      }),
    );

  member
    .command('list')
    .description('List the people who may sign in to every workspace, or to one.')
    .option('--workspace <id or name>', 'those of this workspace')
    .action((options: Where) =>
      withServer(async (server) => {
        const members = await listMembers(server.deps.store, (await scopeOf(server, options))?.id ?? null);
        const rows = members.map((each) => [each.email, each.role, each.name, each.invitedAt, each.lastSeenAt ?? 'never']);
        sayTable(['ADDRESS', 'ROLE', 'NAME', 'INVITED', 'LAST SEEN'], rows);
      }),
    );

  member
    .command('remove')
    .description('Take somebody out and sign them out. The last owner stays.')
    .argument('<email>', 'their e-mail address')
    .option('--workspace <id or name>', 'out of this workspace, instead of the operators')
    .action((given: string, options: Where) =>
      withServer(async (server) => {
        const email = readEmail(given);
        const scope = (await scopeOf(server, options))?.id ?? null;
        const known = (await listMembers(server.deps.store, scope)).find((each) => each.email === email);
        if (known === undefined) throw new AppError('not_found', `${email} is no member there. \`handoff member list\` shows who is.`);
        await removeMember(server.deps, { scope, memberId: known.id, by: BY_COMMAND_LINE });
        say(`Removed ${email}.`);
      }),
    );
}

async function scopeOf({ deps }: Opened, options: Where): Promise<{ id: string; name: string } | undefined> {
  return options.workspace === undefined ? undefined : chooseWorkspace(deps.store, options.workspace);
}

function readEmail(given: string): string {
  const email = Email.safeParse(given);
  if (!email.success) throw new AppError('invalid', `“${given}” is not an e-mail address.`);
  return email.data;
}
