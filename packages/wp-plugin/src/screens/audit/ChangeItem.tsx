import { actorWords, auditWords, changeRows } from '@handoff/shared/panel';
import { type Change, usePanelHost } from '@handoff/shared/panel/hooks';
import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, fill, t } from '../../app/i18n.ts';
import { Ago } from '../../ui/Ago.tsx';
import { focusHeading } from '../../ui/Page.tsx';
import { Undo } from './Undo.tsx';

interface ChangeItemProps {
  change: Change;
  /** Shows only what this person did. */
  onOnly: (actor: string) => void;
}

/** One change: what, by whom, when; what was before and after behind it. */
export function ChangeItem({ change, onOnly }: ChangeItemProps) {
  const { canManage } = usePanelHost().person;
  const [asking, setAsking] = useState(false);
  const rows = changeRows(change.before, change.after);
  const what = auditWords(change.action, t);
  const who = actorWords(change.actor, t);
  const name = change.name ?? '';
  return (
    <li className="handoff-audit-item">
      <div className="handoff-audit-item__head">
        <div>
          <h3>
            {what}
            {name !== '' && <>: {name}</>}
          </h3>
          <p className="handoff-quiet">
            <Ago at={change.at} /> ·{' '}
            <Button
              variant="link"
              onClick={() => onOnly(change.actor)}
              aria-label={fill(__('{person}: show only their changes', 'handoff'), { person: who })}
            >
              {who}
            </Button>
          </p>
        </div>
        {change.undoable && canManage && (
          <Button variant="secondary" size="compact" onClick={() => setAsking(true)}>
            {__('Undo', 'handoff')}
            <span className="screen-reader-text">
              {' '}
              {what} {name}
            </span>
          </Button>
        )}
      </div>
      {rows.length > 0 && (
        <details>
          <summary>{__('Before and after', 'handoff')}</summary>
          <table className="handoff-audit-item__rows">
            <thead>
              <tr>
                <th scope="col">{__('What', 'handoff')}</th>
                <th scope="col">{__('Before', 'handoff')}</th>
                <th scope="col">{__('After', 'handoff')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.field}>
                  <th scope="row">{row.field}</th>
                  <td>{row.before ?? '–'}</td>
                  <td>{row.after ?? '–'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
      {asking && (
        <Undo
          change={change}
          title={what}
          onClose={() => setAsking(false)}
          onDone={() => {
            setAsking(false);
            focusHeading();
          }}
        />
      )}
    </li>
  );
}
