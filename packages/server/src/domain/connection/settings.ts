import { type Problem, toProblems } from '@handoff/shared/event';
import { propertiesOf, settingsForm, splitSecrets } from '../../destinations/kit/settings.ts';
import type { DestinationDefinition } from '../../destinations/kit/types.ts';
import type { ConnectionRow } from '../../delivery/connections.ts';
import { AppError } from '../../observe/app-error.ts';
import type { Keyring } from '../../secrets/keyring.ts';

type Settings = Record<string, unknown>;

/** Refuses settings that do not fit the destination's form, naming every field. */
export function checkSettings(definition: DestinationDefinition, settings: Settings): void {
  const parsed = definition.settings.safeParse(settings);
  const problems = [...(parsed.success ? [] : toProblems(parsed.error, '/settings')), ...unknownSettings(definition, settings)];
  const first = problems[0];
  if (first === undefined) return;
  throw new AppError(
    'invalid',
    `The settings for ${definition.title} are not right yet: ${first.path.replace('/settings/', '')}: ${first.message}`,
    { problems },
  );
}

/** A misspelt secret would otherwise be kept open, where only known secrets are sealed. */
function unknownSettings(definition: DestinationDefinition, settings: Settings): Problem[] {
  const known = propertiesOf(settingsForm(definition));
  return Object.keys(settings)
    .filter((key) => !Object.hasOwn(known, key))
    .map((key) => ({
      path: `/settings/${key}`,
      message: `${definition.title} has no such setting. It has: ${Object.keys(known).join(', ')}.`,
    }));
}

/** Settings as they are stored: what may lie open as JSON, secrets sealed. */
export async function sealSettings(keyring: Keyring, definition: DestinationDefinition, settings: Settings) {
  const { plain, secrets } = splitSecrets(definition, settings);
  return {
    settings: JSON.stringify(plain),
    secrets: Object.keys(secrets).length === 0 ? null : await keyring.seal(JSON.stringify(secrets)),
  };
}

/** The settings a person entered, secrets opened. Throws `SealError` where the sealing key is gone. */
export async function openSettings(keyring: Keyring, row: Pick<ConnectionRow, 'settings' | 'secrets'>): Promise<Settings> {
  const secrets = row.secrets === null ? {} : (JSON.parse(await keyring.open(row.secrets)) as Settings);
  return { ...(JSON.parse(row.settings) as Settings), ...secrets };
}

/** What the audit keeps of settings: open ones as they are, of secrets only which are set. */
export function auditSettings(definition: DestinationDefinition, settings: Settings) {
  const { plain, secrets } = splitSecrets(definition, settings);
  return { settings: plain, secretsSet: Object.keys(secrets) };
}
