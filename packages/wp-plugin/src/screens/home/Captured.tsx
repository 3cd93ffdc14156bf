import { __ } from '../../app/i18n.ts';
import { useStatus } from '../../app/panel.tsx';
import { foundOn } from '../../app/sources.ts';
import { Ago } from '../../ui/Ago.tsx';
import { Section } from '../../ui/Section.tsx';
import { Status } from '../../ui/Status.tsx';

/** What is captured on this site, and when something last came in. */
export function Captured() {
  const available = foundOn(useStatus().sources);
  return (
    <Section title={__('Captured on this site', 'handoff')} actions={<a href="#/settings/captured">{__('Change', 'handoff')}</a>}>
      {available.length === 0 && <p>{__('No form plugin or shop that Handoff knows is active on this site.', 'handoff')}</p>}
      <ul className="handoff-rows">
        {available.map((source) => (
          <li key={source.slug}>
            <strong>{source.title}</strong>
            <Status tone={source.enabled ? 'good' : 'quiet'}>
              {source.enabled ? __('Captured', 'handoff') : __('Switched off', 'handoff')}
            </Status>
            <span className="handoff-quiet">
              {__('Last captured:', 'handoff')} <Ago at={source.lastCapturedAt} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
