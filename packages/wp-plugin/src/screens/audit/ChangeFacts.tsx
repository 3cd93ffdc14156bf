import { actorWords, auditWords, changeRows } from '@handoff/shared/panel';
import type { Change } from '@handoff/shared/panel/hooks';
import { Button } from '@wordpress/components';
import type { ReactNode } from 'react';
import { __, fill, t } from '../../app/i18n.ts';
import { Ago } from '../../ui/Ago.tsx';

interface ChangeFactsProps {
  change: Change;
  /** One below what is above the list. */
  heading?: 'h2' | 'h3';
  /** Shows only what this person did. */
  onOnly: (actor: string) => void;
  /** What can be done about it. */
  children?: ReactNode;
}

/** One change: what, by whom, when; what was before and after behind it. */
export function ChangeFacts({ change, heading: Heading = 'h3', onOnly, children }: ChangeFactsProps) {
  const rows = changeRows(change.before, change.after);
  const who = actorWords(change.actor, t);
  const name = change.name ?? '';
  return (
    <li className="handoff-audit-item">
      <div className="handoff-audit-item__head">
        <div>
          <Heading>
            {auditWords(change.action, t)}
            {name !== '' && <>: {name}</>}
          </Heading>
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
        {children}
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
    </li>
  );
}
