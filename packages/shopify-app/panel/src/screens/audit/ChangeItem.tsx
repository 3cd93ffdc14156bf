import { actorWords, auditWords, changeRows } from '@handoff/shared/panel';
import type { Change } from '@handoff/shared/panel/hooks';
import { useState } from 'preact/hooks';
import { fill, t } from '../../app/i18n.ts';
import { Ago } from '../../ui/Ago.tsx';
import { Button } from '../../ui/Button.tsx';
import { Folded } from '../../ui/Folded.tsx';
import { focusContent } from '../../ui/Page.tsx';
import { Row } from '../../ui/Row.tsx';
import { Undo } from './Undo.tsx';

interface ChangeItemProps {
  change: Change;
  /** Shows only what this person did. */
  onOnly: (actor: string) => void;
}

/** One change: what, by whom, when; what was before and after behind it. */
export function ChangeItem({ change, onOnly }: ChangeItemProps) {
  const [asking, setAsking] = useState(false);
  const rows = changeRows(change.before, change.after);
  const what = auditWords(change.action, t);
  const who = actorWords(change.actor, t);
  const title = [what, ...(change.name === null || change.name === '' ? [] : [change.name])].join(': ');
  return (
    <li class="handoff-change" aria-label={title}>
      <Row
        end={
          change.undoable && (
            <Button label={`${t('Undo')}: ${title}`} onClick={() => setAsking(true)}>
              {t('Undo')}
            </Button>
          )
        }
      >
        <h3>{title}</h3>
        <s-text color="subdued">
          <Ago at={change.at} /> ·{' '}
          <button
            type="button"
            class="handoff-change__who"
            aria-label={fill(t('{person}: show only their changes'), { person: who })}
            onClick={() => onOnly(change.actor)}
          >
            {who}
          </button>
        </s-text>
      </Row>
      {rows.length > 0 && (
        <Folded title={t('Before and after')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('What')}</th>
                <th scope="col">{t('Before')}</th>
                <th scope="col">{t('After')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ field, before, after }) => (
                <tr key={field}>
                  <th scope="row">{field}</th>
                  <td>{before ?? '–'}</td>
                  <td>{after ?? '–'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Folded>
      )}
      {asking && (
        <Undo
          change={change}
          title={what}
          onClose={() => setAsking(false)}
          onDone={() => {
            setAsking(false);
            focusContent();
          }}
        />
      )}
    </li>
  );
}
