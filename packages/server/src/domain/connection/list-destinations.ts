import { fieldsOf } from '../../destinations/kit/fields.ts';
import { settingsForm } from '../../destinations/kit/settings.ts';
import type { DestinationDefinition } from '../../destinations/kit/types.ts';

/** Every system this server can push to, with the form of its settings. */
export function listDestinations(destinations: Record<string, DestinationDefinition>) {
  return Object.values(destinations)
    .map((definition) => ({
      type: definition.type,
      title: definition.title,
      description: definition.description,
      apiVersion: definition.apiVersion,
      auth: definition.auth.kind,
      settings: settingsForm(definition),
      operations: Object.entries(definition.operations).map(([name, operation]) => ({
        name,
        title: operation.title,
        description: operation.description,
        dedupe: operation.dedupe,
        scopes: operation.scopes,
        fields: fieldsOf(operation.payload),
      })),
    }))
    .toSorted((a, b) => a.title.localeCompare(b.title, 'en'));
}
