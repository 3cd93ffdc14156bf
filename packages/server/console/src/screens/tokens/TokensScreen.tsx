import { isAwaited } from '@handoff/shared/panel/hooks';
import { ErrorNotice } from '@handoff/wp-plugin/ui/ErrorNotice.tsx';
import { Loading } from '@handoff/wp-plugin/ui/Loading.tsx';
import { useState } from '@wordpress/element';
import { __ } from '@handoff/wp-plugin/app/i18n.ts';
import { useWhole } from '../../app/queries.ts';
import { mayOnServer, useSession } from '../../app/session.tsx';
import { Box } from '../../ui/Box.tsx';
import { Head } from '../../ui/Head.tsx';
import { CreateToken } from './CreateToken.tsx';
import { RevokeToken } from './RevokeToken.tsx';
import { type Token, TokenTable } from './TokenTable.tsx';

/** The keys that programs use this server with. */
export default function TokensScreen() {
  const session = useSession();
  const mayUse = mayOnServer(session, 'owner');
  const tokens = useWhole('listTokens', {}, { enabled: mayUse });
  const workspaces = useWhole('listWorkspaces', {}, { enabled: mayUse });
  const [revoking, revoke] = useState<Token>();
  if (!mayUse) return <Head title={__('API tokens', 'handoff')} intro={__('Only owners of this server see its API tokens.', 'handoff')} />;
  const names = new Map(workspaces.data?.items.map(({ id, name }) => [id, name]));
  const error = tokens.error ?? workspaces.error;
  return (
    <>
      <Head
        title={__('API tokens', 'handoff')}
        intro={__(
          'Programs use this server’s API with these. Whoever has one can do what it reaches: treat it like a password.',
          'handoff',
        )}
      />
      {error !== null && <ErrorNotice error={error} retry={() => void Promise.all([tokens.refetch(), workspaces.refetch()])} />}
      {tokens.data === undefined
        ? error === null && <Loading lines={4} />
        : tokens.data.items.length > 0 && <TokenTable tokens={tokens.data.items} names={names} onRevoke={revoke} />}
      {/* Once what stands above it is there: it would move away under a hand. */}
      {![tokens, workspaces].some(isAwaited) && (
        <div className="handoff-console-gap">
          <Box title={__('New token', 'handoff')}>
            <CreateToken workspaces={workspaces.data?.items ?? []} />
          </Box>
        </div>
      )}
      {revoking !== undefined && <RevokeToken token={revoking} onClose={() => revoke(undefined)} />}
    </>
  );
}
