import type { Setting, SettingsDraft } from '@handoff/shared/panel';
import type { Destination } from '@handoff/shared/panel/hooks';
import { __ } from '../../../app/i18n.ts';
import { Folded } from '../../../ui/Folded.tsx';
import { SettingControl } from './SettingControl.tsx';

interface SettingsFieldsProps {
  destination: Destination;
  settings: readonly Setting[];
  draft: SettingsDraft;
  problems: Record<string, string>;
  /** The connection's settings, secrets masked; none for a new one. */
  stored: Record<string, unknown> | undefined;
  disabled: boolean;
  /** Signing in did not work: the other way is shown. */
  showKeys: boolean;
  onChange: (draft: SettingsDraft) => void;
}

/** The settings of a destination: what is needed at once, the rest folded away. */
export function SettingsFields({ destination, settings, draft, problems, stored, disabled, showKeys, onChange }: SettingsFieldsProps) {
  const signsIn = destination.auth === 'oauth2';
  const needed = settings.filter(({ required }) => required);
  const keys = settings.filter(({ required, secret }) => !required && secret && signsIn);
  const more = settings.filter((setting) => !needed.includes(setting) && !keys.includes(setting));
  const controls = (list: readonly Setting[]) =>
    list.map((setting) => {
      const masked = stored?.[setting.key];
      return (
        <SettingControl
          key={setting.key}
          setting={setting}
          value={draft[setting.key] ?? null}
          stored={setting.secret && typeof masked === 'string' ? masked : undefined}
          problem={problems[setting.key]}
          disabled={disabled}
          onChange={(value) => onChange({ ...draft, [setting.key]: value })}
        />
      );
    });
  const isUsed = ({ key }: Setting) => problems[key] !== undefined || stored?.[key] !== undefined;
  return (
    <>
      {controls(needed)}
      {keys.length > 0 && (
        <Folded title={__('Use a key instead of signing in', 'handoff')} open={showKeys || keys.some(isUsed)}>
          <div className="handoff-fields">{controls(keys)}</div>
        </Folded>
      )}
      {more.length > 0 && (
        <Folded title={__('More settings', 'handoff')} open={more.some(isUsed)}>
          <div className="handoff-fields">{controls(more)}</div>
        </Folded>
      )}
    </>
  );
}
