import type { Setting, SettingsDraft } from '@handoff/shared/panel';
import type { Destination } from '@handoff/shared/panel/hooks';
import { t } from '../../../app/i18n.ts';
import { Folded } from '../../../ui/Folded.tsx';
import { SettingControl } from './SettingControl.tsx';

interface SettingsFieldsProps {
  destination: Destination;
  settings: readonly Setting[];
  draft: SettingsDraft;
  problems: Record<string, string>;
  /** The connection's settings, secrets masked; none for a new one. */
  stored: Record<string, unknown> | undefined;
  /** Signing in did not work: the other way is shown. */
  showKeys: boolean;
  onChange: (draft: SettingsDraft) => void;
}

/** The settings of a destination: what is needed at once, the rest folded away. */
export function SettingsFields({ destination, settings, draft, problems, stored, showKeys, onChange }: SettingsFieldsProps) {
  const signsIn = destination.auth === 'oauth2';
  const needed = settings.filter(({ required }) => required);
  const keys = settings.filter(({ required, secret }) => !required && secret && signsIn);
  const more = settings.filter((setting) => !needed.includes(setting) && !keys.includes(setting));
  const controls = (list: readonly Setting[]) =>
    list.map((setting) => {
      const masked = stored?.[setting.key];
      return (
        <div key={setting.key} data-field={setting.key}>
          <SettingControl
            setting={setting}
            value={draft[setting.key] ?? null}
            stored={setting.secret && typeof masked === 'string' ? masked : undefined}
            problem={problems[setting.key]}
            onChange={(value) => onChange({ ...draft, [setting.key]: value })}
          />
        </div>
      );
    });
  const isUsed = ({ key }: Setting) => problems[key] !== undefined || stored?.[key] !== undefined;
  return (
    <>
      {controls(needed)}
      {keys.length > 0 && (
        <Folded title={t('Use a key instead of signing in')} open={showKeys || keys.some(isUsed)}>
          {controls(keys)}
        </Folded>
      )}
      {more.length > 0 && (
        <Folded title={t('More settings')} open={more.some(isUsed)}>
          {controls(more)}
        </Folded>
      )}
    </>
  );
}
