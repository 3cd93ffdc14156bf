import { Button, DropdownMenu, MenuGroup, MenuItem } from '@wordpress/components';
import { moreVertical } from '@wordpress/icons';
import { type Flow, type FlowNames, flowSentence, latestVersion, runsFor } from '@handoff/shared/panel';
import { type Failures, usePanelHost, useServer, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { Link, useLocation } from 'wouter';
import { __, fill } from '../../../app/i18n.ts';
import { Ago } from '../../../ui/Ago.tsx';
import { Status } from '../../../ui/Status.tsx';
import { FlowState } from './FlowState.tsx';

interface FlowItemProps {
  flow: Flow;
  names: FlowNames;
  failures: Failures | undefined;
  canManage: boolean;
  onArchive: () => void;
}

export function FlowItem({ flow, names, failures, canManage, onArchive }: FlowItemProps) {
  const { sourceId } = usePanelHost();
  const version = flow.published ?? latestVersion(flow);
  return (
    <li className="handoff-flow">
      <div className="handoff-flow__main">
        <h3>
          <Link href={`/flows/${flow.id}`}>{flow.name}</Link>
        </h3>
        {version !== null && <p>{flowSentence(version.spec, names)}</p>}
        <p className="handoff-flow__facts">
          <FlowState flow={flow} />
          {flow.published !== null && sourceId !== undefined && !runsFor(flow.published.spec, sourceId) && (
            <Status tone="attention">{__('Runs for other sites only', 'handoff')}</Status>
          )}
          {flow.published !== null && <LastSuccess flowId={flow.id} />}
          {failures !== undefined && <FailureCount {...failures} />}
          <span>{flow.owner === null ? __('No owner', 'handoff') : fill(__('Owner: {owner}', 'handoff'), { owner: flow.owner })}</span>
        </p>
      </div>
      <FlowActions flow={flow} canManage={canManage} onArchive={onArchive} />
    </li>
  );
}

function LastSuccess({ flowId }: { flowId: string }) {
  const params = { workspaceId: useWorkspaceId() };
  const { data } = useServer('listDeliveries', { params, query: { flowId, state: 'succeeded', limit: 1 } });
  if (data === undefined) return null;
  return (
    <span>
      {__('Last success:', 'handoff')} <Ago at={data.items[0]?.finishedAt ?? null} />
    </span>
  );
}

function FailureCount({ dead, uncertain, isPartial }: Failures) {
  if (dead + uncertain === 0) return null;
  const more = isPartial ? '+' : '';
  return (
    <>
      {dead > 0 && <Status tone="bad">{fill(__('Failed: {count}', 'handoff'), { count: `${dead}${more}` })}</Status>}
      {uncertain > 0 && <Status tone="attention">{fill(__('Uncertain: {count}', 'handoff'), { count: `${uncertain}${more}` })}</Status>}
    </>
  );
}

function FlowActions({ flow, canManage, onArchive }: Pick<FlowItemProps, 'flow' | 'canManage' | 'onArchive'>) {
  const [, navigate] = useLocation();
  return (
    <div className="handoff-actions">
      <Button variant="secondary" __next40pxDefaultSize href={`#/flows/${flow.id}`}>
        {canManage ? __('Edit', 'handoff') : __('Look', 'handoff')}
        <span className="screen-reader-text"> {flow.name}</span>
      </Button>
      <DropdownMenu
        icon={moreVertical}
        label={fill(__('More for {name}', 'handoff'), { name: flow.name })}
        toggleProps={{ size: 'default' }}
      >
        {({ onClose }) => (
          <MenuGroup>
            <MenuItem onClick={() => navigate(`/flows/${flow.id}/history`)}>{__('History', 'handoff')}</MenuItem>
            {canManage && (
              <MenuItem
                isDestructive
                onClick={() => {
                  onClose();
                  onArchive();
                }}
              >
                {__('Archive', 'handoff')}
              </MenuItem>
            )}
          </MenuGroup>
        )}
      </DropdownMenu>
    </div>
  );
}
