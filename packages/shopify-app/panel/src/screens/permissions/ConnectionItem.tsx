import type { ConnectionAccess } from '@handoff/shared/api';
import { fill, t } from '../../app/i18n.ts';
import { useStatus } from '../../app/status.ts';
import { Button } from '../../ui/Button.tsx';
import { Folded } from '../../ui/Folded.tsx';
import { Go } from '../../ui/Go.tsx';
import { Row } from '../../ui/Row.tsx';
import { Status } from '../../ui/Status.tsx';
import { dayWords } from '../../ui/times.ts';
import { AccessFacts } from './AccessFacts.tsx';

/** One account: what it granted against what the flows need, its owner, its end, and the flows that use it. */
export function ConnectionItem({ access, onRevoke }: { access: ConnectionAccess; onRevoke: () => void }) {
  const { shop } = useStatus();
  const { id, name, title, account, owner, flows, expiresAt } = access;
  return (
    <li aria-label={name}>
      <Row
        end={
          <Button critical label={`${t('Take away')}: ${name}`} onClick={onRevoke}>
            {t('Take away')}
          </Button>
        }
      >
        <s-stack gap="small-300">
          <Go to={`/destinations/${id}`}>{name}</Go>
          <span>
            {[title, account].filter((part) => part !== null && part !== name).map((part) => `${part} · `)}
            {owner === null ? <Status tone="attention">{t('Nobody answers for it')}</Status> : fill(t('{owner} answers for it'), { owner })}
          </span>
          <AccessFacts access={access} used={t('Last used:')} />
          {flows.length === 0 ? (
            <Status tone="attention">{t('No flow that runs uses it')}</Status>
          ) : (
            <span>
              {t('Used by')}{' '}
              {flows.map((flow, index) => (
                <span key={flow.id}>
                  {index > 0 && ', '}
                  <Go to={`/flows/${flow.id}`}>{flow.name}</Go>
                </span>
              ))}
            </span>
          )}
          {expiresAt !== null && (
            <s-text>
              {fill(t('The access ends on {date} unless somebody signs in again.'), { date: dayWords(expiresAt, shop.timezone) })}
            </s-text>
          )}
          <Scopes access={access} />
        </s-stack>
      </Row>
    </li>
  );
}

/** The vendor's own names of permissions, behind one sentence. */
function Scopes({ access: { granted, needed, missing, spare } }: { access: ConnectionAccess }) {
  if (granted === null && needed.length === 0) return null;
  return (
    <>
      {missing.length > 0 ? (
        <Status tone="bad">{t('It lacks permissions that its flows need')}</Status>
      ) : granted === null ? (
        <s-text>{t('The other side does not tell what it allows.')}</s-text>
      ) : spare.length > 0 ? (
        <Status tone="attention">{t('It may do more than its flows need')}</Status>
      ) : (
        <Status tone="good">{t('It may do just what its flows need')}</Status>
      )}
      <Folded title={t('Permissions in detail')}>
        <Names title={t('Missing')} names={missing} />
        <Names title={t('Needed')} names={needed} />
        <Names title={t('Granted, and not needed')} names={spare} />
      </Folded>
    </>
  );
}

function Names({ title, names }: { title: string; names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <span>
      {title}:{' '}
      {names.map((scope, index) => (
        <span key={scope}>
          {index > 0 && ', '}
          <code>{scope}</code>
        </span>
      ))}
    </span>
  );
}
