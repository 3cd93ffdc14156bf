import {
  type FieldSpec,
  fieldsOf,
  isOpenPayload,
  type JsonSchema,
  secretKeys,
  settingsForm,
} from '../../packages/server/src/destinations/kit/index.ts';
import type { DestinationDefinition, Leaving, LimitSpec, OperationDefinition } from '../../packages/server/src/destinations/kit/types.ts';
import { GENERATED, table } from './parts.ts';

const DEDUPE: Record<OperationDefinition<unknown, unknown>['dedupe'], string> = {
  'keyed-upsert': 'The destination finds the record by a key of its own; a repeat changes nothing.',
  'request-key': 'Each delivery carries a key that the destination remembers; a repeat changes nothing.',
  ledger: 'The destination remembers nothing.',
};

/** The page of one destination, in Markdown. `limits` are those of the example's settings, `erasing` is what came of an erasure. */
export function connectorPage(definition: DestinationDefinition, { limits, erasing }: { limits: LimitSpec[]; erasing: string }): string {
  const { type, title } = definition;
  return `${[
    GENERATED,
    `# ${title}`,
    definition.description,
    [
      `- API version, and the day it was checked: ${definition.apiVersion}`,
      `- How to get access, quirks, what is not verified, and how to leave: [its README](../../packages/server/src/destinations/${type}/README.md)`,
    ].join('\n'),
    '## Connecting',
    signIn(definition),
    table(['setting', 'what it is', ''], settingRows(settingsForm(definition))),
    '## Limits',
    limitsText(limits),
    ...Object.entries(definition.operations).flatMap(([name, operation]) => operationSection(name, operation)),
    '## Erasing a person',
    erasing,
    '## Leaving',
    leavingText(definition.leaving),
  ].join('\n\n')}\n`;
}

function leavingText({ stays, export: exported, revoke, url }: Leaving): string {
  const lines = [`- What stays there: ${stays}`, `- What to export: ${exported}`, `- How to end the access: ${revoke}`];
  return [...lines, ...(url === undefined ? [] : [`- <${url}>`])].join('\n');
}

/** One line for each destination. */
export function connectorIndex(definitions: DestinationDefinition[]): string {
  const rows = definitions.map((definition) => [
    `[${definition.title}](${definition.type}.md)`,
    Object.values(definition.operations)
      .map(({ title }) => title)
      .join(' · '),
    signInKind(definition),
    definition.apiVersion,
  ]);
  return `${[
    GENERATED,
    '# Connectors',
    `${definitions.length} destinations. Each page lists settings, limits, operations, scopes, how a repeat stays harmless, and consent. What is left to check with a live account: [live sign-off](sign-off.md).`,
    table(['destination', 'operations', 'sign-in', 'API version (checked)'], rows),
  ].join('\n\n')}\n`;
}

function operationSection(name: string, operation: OperationDefinition<unknown, unknown>): string[] {
  const fields = fieldsOf(operation.payload);
  const consent = fields.find(({ path }) => /^\/(consent|optIn|optOut)/.test(path));
  const again =
    operation.dedupe !== 'ledger'
      ? ''
      : operation.lookup === undefined
        ? ' There is no look-up either: when the outcome of a call is not known, the delivery is shown as uncertain and is not repeated by itself.'
        : ' When the outcome of a call is not known, the record is looked up before anything is repeated.';
  const facts = [
    `- Name in a flow: \`${name}\``,
    `- Scopes: ${operation.scopes.length === 0 ? 'none of its own' : operation.scopes.map((scope) => `\`${scope}\``).join(', ')}`,
    `- Repeats: ${DEDUPE[operation.dedupe]}${again}`,
    `- Consent: ${consent === undefined ? 'it writes none.' : `reads \`${consent.path}\`. ${consent.description ?? ''}`.trim()}`,
    ...(operation.performBatch === undefined ? [] : [`- Up to ${operation.performBatch.size} in one call, each with a result of its own.`]),
    ...(operation.quietly === true ? ['- A quiet import subscribes nobody by it, and starts nothing that writes to people.'] : []),
    ...(operation.messages === true ? ['- It reaches people: left out of quiet imports.'] : []),
    ...(operation.listFields === undefined && !isOpenPayload(operation.payload) ? [] : ["- The account's own fields can be mapped too."]),
  ];
  return [`## ${operation.title}`, operation.description, facts.join('\n'), table(['field', 'type', 'what it is'], fields.map(fieldRow))];
}

function fieldRow({ path, label, type, required, options, description }: FieldSpec): string[] {
  const choices = options === undefined ? '' : ` (${options.map(({ value }) => value).join(', ')})`;
  return [`\`${path}\`${required ? ' (required)' : ''}`, `${type}${choices}`, [label, description].filter(Boolean).join(': ')];
}

function settingRows(schema: JsonSchema): string[][] {
  const required = new Set(schema.required ?? []);
  return Object.entries(schema.properties ?? {}).map(([name, property]) => [
    property.title ?? name,
    property.description ?? '',
    [required.has(name) ? 'required' : '', property.secret === true ? 'secret' : ''].filter(Boolean).join(', '),
  ]);
}

/** A key may also be part of each address, which is no sign-in to the kit. */
function hasKey(definition: DestinationDefinition): boolean {
  return definition.auth.kind === 'key' || secretKeys(definition).length > 0;
}

function signInKind(definition: DestinationDefinition): string {
  const { auth } = definition;
  if (auth.kind !== 'oauth2') return hasKey(definition) ? 'key' : 'none';
  return auth.keyInstead === undefined ? 'OAuth' : 'OAuth or key';
}

function signIn(definition: DestinationDefinition): string {
  const { auth, title } = definition;
  if (auth.kind !== 'oauth2') return hasKey(definition) ? 'With a key, entered in its settings and kept sealed.' : 'It needs no sign-in.';
  const more = [
    auth.pkce ? 'with PKCE' : '',
    auth.revocationUrl === undefined ? '' : 'revoked when the connection is removed',
    auth.keyInstead === undefined ? '' : 'or with a key in its settings',
  ].filter(Boolean);
  return `By signing in at ${title} (OAuth 2${more.length === 0 ? '' : `, ${more.join(', ')}`}).`;
}

function limitsText(limits: LimitSpec[]): string {
  if (limits.length === 0) return 'None by default.';
  return table(
    ['counted', 'at most', 'at once'],
    limits.map(({ scope, max, windowMs, concurrency, cost, perCall }) => [
      `${scope.split(':')[0] ?? scope}, ${perCall === true ? 'each call' : `each delivery${cost === undefined ? '' : ` as ${cost}`}`}`,
      `${max} in ${windowText(windowMs)}`,
      concurrency === undefined ? '' : String(concurrency),
    ]),
  );
}

function windowText(ms: number): string {
  const units = [
    ['day', 86_400_000],
    ['hour', 3_600_000],
    ['minute', 60_000],
    ['second', 1000],
  ] as const;
  const [name, size] = units.find(([, unit]) => ms % unit === 0) ?? ['ms', 1];
  return ms === size ? `${name === 'hour' ? 'an' : 'a'} ${name}` : `${ms / size} ${name}s`;
}
