import { toProblems } from '@handoff/shared/event';
import { splitSecrets } from '../../destinations/kit/settings.ts';
import type { DestinationDefinition } from '../../destinations/kit/types.ts';
import type { ConnectionRow } from '../../delivery/connections.ts';
import { AppError } from '../../observe/app-error.ts';
import type { Keyring } from '../../secrets/keyring.ts';

/** Refuses settings that do not fit the destination's form, naming every field. */
export function checkSettings(definition: DestinationDefinition, settings: Record<string, unknown>): void {
  const parsed = definition.settings.safeParse(settings);
  if (parsed.success) return;
  const problems = toProblems(parsed.error, '/settings');
  const first = problems[0];
  throw new AppError(
    'invalid',
    `The settings for ${definition.title} are not complete yet: ${first === undefined ? 'see the problems' : `${first.path.replace('/settings/', '')}: ${first.message}`}`,
    { problems },
  );
}

/** Settings as they are stored: what may lie open as JSON, secrets sealed. */
export async function sealSettings(keyring: Keyring, definition: DestinationDefinition, settings: Record<string, unknown>) {
  const { plain, secrets } = splitSecrets(definition, settings);
  return {
    settings: JSON.stringify(plain),
    secrets: Object.keys(secrets).length === 0 ? null : await keyring.seal(JSON.stringify(secrets)),
  };
}

/** The settings a person entered, secrets opened. Throws `SealError` where the sealing key is gone. */
export async function openSettings(keyring: Keyring, row: Pick<ConnectionRow, 'settings' | 'secrets'>): Promise<Record<string, unknown>> {
  const secrets = row.secrets === null ? {} : (JSON.parse(await keyring.open(row.secrets)) as Record<string, unknown>);
  return { ...(JSON.parse(row.settings) as Record<string, unknown>), ...secrets };
}
