import type { Station } from '@handoff/shared/panel';
import { __ } from '../../../app/i18n.ts';
import { Status } from '../../../ui/Status.tsx';

/** The stations of a test so far; each new one is read out. */
export function Journey({ stations }: { stations: readonly Station[] }) {
  return (
    <ol className="handoff-journey" aria-live="polite">
      <li>
        <Status tone="good">{__('Captured on this site', 'handoff')}</Status>
      </li>
      {stations.map(({ key, tone, label, detail }) => (
        <li key={key}>
          <Status tone={tone}>{label}</Status>
          {detail !== null && <span className="handoff-journey__detail">{detail}</span>}
        </li>
      ))}
    </ol>
  );
}
