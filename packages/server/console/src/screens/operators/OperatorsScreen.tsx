import { isAwaited } from '@handoff/shared/panel/hooks';
import { ErrorNotice } from '@handoff/wp-plugin/ui/ErrorNotice.tsx';
import { Loading } from '@handoff/wp-plugin/ui/Loading.tsx';
import { __ } from '@handoff/wp-plugin/app/i18n.ts';
import { useWhole } from '../../app/queries.ts';
import { mayOnServer, useSession } from '../../app/session.tsx';
import { Box } from '../../ui/Box.tsx';
import { Head } from '../../ui/Head.tsx';
import { InviteOperator } from './InviteOperator.tsx';
import { OperatorTable } from './OperatorTable.tsx';

/** The people who reach every workspace of this server. */
export default function OperatorsScreen() {
  const mayUse = mayOnServer(useSession(), 'owner');
  const operators = useWhole('listOperators', {}, { enabled: mayUse });
  const { data, error, refetch } = operators;
  if (!mayUse) return <Head title={__('Operators', 'handoff')} intro={__('Only owners of this server see who else runs it.', 'handoff')} />;
  return (
    <>
      <Head
        title={__('Operators', 'handoff')}
        intro={__('They reach every workspace. Whoever belongs to one workspace only is invited there, under Members.', 'handoff')}
      />
      {error !== null && <ErrorNotice error={error} retry={() => void refetch()} />}
      {data === undefined ? error === null && <Loading lines={4} /> : <OperatorTable operators={data.items} />}
      {/* Once what stands above it is there: it would move away under a hand. */}
      {!isAwaited(operators) && (
        <div className="handoff-console-gap">
          <Box title={__('Invite somebody', 'handoff')}>
            <InviteOperator />
          </Box>
        </div>
      )}
    </>
  );
}
