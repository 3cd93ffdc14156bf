import type { FlowSpec } from '../../flow/flow.ts';
import type { Mapping, Rule } from '../../mapping/spec.ts';
import { answerPath, pathLabel, type PathNames, rulePaths } from '../mapping-editor/paths.ts';
import { partsOf } from '../mapping-editor/rule-parts.ts';
import { fill, type Translate } from '../translate.ts';

/**
 * What the first flow is about: every form of the site, one of them, its orders, or its customers. With `inStep` customers
 * are kept in step, for destinations that change the record they have; else only new ones are told of.
 */
export type Wanted =
  | { kind: 'forms'; forms: readonly Fields[] }
  | { kind: 'form'; form: WantedForm }
  | { kind: 'orders' }
  | { kind: 'customers'; inStep: boolean };

/** The fields of one form. */
export type Fields = readonly FormField[];

export interface WantedForm {
  /** The plugin it belongs to. */
  source: string;
  id: string;
  title: string;
  fields: Fields;
  /** Another plugin of the site has a form with this id. */
  ambiguous: boolean;
}

export interface FormField {
  key: string;
  label: string;
  type: string;
}

/** The event type whose mapping is suggested. */
export function wantedType({ kind }: Wanted): 'form.submitted' | 'order.created' | 'customer.created' {
  return kind === 'orders' ? 'order.created' : kind === 'customers' ? 'customer.created' : 'form.submitted';
}

/** What a flow is called unless somebody names it. */
export function flowName(wanted: Wanted, destination: string, t: Translate): string {
  return fill(t('{what} to {destination}'), { what: nameOf(wanted, t), destination }).slice(0, 200);
}

function nameOf(wanted: Wanted, t: Translate): string {
  switch (wanted.kind) {
    case 'forms':
      return t('All forms');
    case 'form':
      return wanted.form.title;
    case 'orders':
      return t('Orders');
    case 'customers':
      return t('Customers');
  }
}

/** The flow with one step: what is wanted, from this source alone, to one connection. */
export function planFlow(wanted: Wanted, sourceId: string, step: { connectionId: string; operation: string; mapping: Mapping }): FlowSpec {
  const form = wanted.kind === 'form' ? wanted.form : undefined;
  return {
    trigger: { types: typesOf(wanted, step.mapping), sources: [sourceId], ...(form === undefined ? {} : { forms: [form.id] }) },
    ...conditionsOf(wanted, step.mapping),
    steps: [{ key: stepKey(step.operation), connection: step.connectionId, operation: step.operation, mapping: step.mapping }],
  };
}

/** Changes of consent start a flow that sends consent; to any other they mean nothing. */
function typesOf(wanted: Wanted, mapping: Mapping): string[] {
  if (wanted.kind !== 'customers' || !wanted.inStep) return [wantedType(wanted)];
  return ['customer.created', 'customer.updated', ...(sendsConsent(mapping) ? ['consent.updated'] : [])];
}

function conditionsOf(wanted: Wanted, mapping: Mapping): Pick<FlowSpec, 'conditions'> {
  if (wanted.kind === 'form' && wanted.form.ambiguous) {
    return { conditions: { is: 'equals', path: '/data/form/plugin', value: wanted.form.source } };
  }
  // Consent to text messages comes with a phone number alone: where no phone is sent, nobody is found by it.
  const needsEmail = wanted.kind === 'customers' && wanted.inStep && sendsConsent(mapping) && !reads(mapping, '/subject/phone');
  return needsEmail ? { conditions: { is: 'present', path: '/subject/email' } } : {};
}

function sendsConsent(mapping: Mapping): boolean {
  return reads(mapping, '/consent');
}

/** Whether any of the mapping's values is made of this place, or of one in it. */
function reads(mapping: Mapping, place: string): boolean {
  return Object.values(mapping.fields).some((rule) => rulePaths(rule).some((path) => path === place || path.startsWith(`${place}/`)));
}

/** `upsertContact` → "contact": the name under which suggestions for later steps look for its record. */
export function stepKey(operation: string): string {
  const words = operation.replace(/([A-Z])/g, ' $1').toLowerCase();
  return /[a-z0-9]+(?=[^a-z0-9]*$)/.exec(words)?.[0] ?? 'step';
}

/** The forms whose submissions the flow takes; none for orders and customers. */
export function formsOf(wanted: Wanted): readonly Fields[] {
  return wanted.kind === 'forms' ? wanted.forms : wanted.kind === 'form' ? [wanted.form.fields] : [];
}

/** As many alternatives as a rule takes. */
const MOST_ALTERNATIVES = 20;

/**
 * A suggested mapping made to fit these forms: suggestions look for a message under the names most forms use; a form that
 * has none of them gives its own long answer. What no form here can give is left out.
 */
export function fitToForms(mapping: Mapping, forms: readonly Fields[]): Mapping {
  if (forms.length === 0) return mapping;
  const fitted = Object.entries(mapping.fields).flatMap(([target, rule]): [string, Rule][] => {
    const paths = plainPaths(rule);
    if (paths === undefined || !paths.every(isAnswer)) return [[target, rule]];
    const wanted = new Set(paths);
    const isMessage = paths.some((path) => /message/i.test(path));
    const found = forms.flatMap((fields) => {
      const there = fields.map(({ key }) => answerPath(key)).filter((path) => wanted.has(path));
      const long = isMessage ? fields.find(({ type }) => type === 'textarea') : undefined;
      return there.length > 0 || long === undefined ? there : [answerPath(long.key)];
    });
    // In the order of the suggestion, then as the forms come.
    const distinct = [...new Set([...paths.filter((path) => found.includes(path)), ...found])].slice(0, MOST_ALTERNATIVES);
    const [first, ...others] = distinct.map((path) => ({ do: 'path' as const, path }));
    if (first === undefined) return [];
    return [[target, others.length === 0 ? first : { do: 'coalesce', of: [first, ...others] }]];
  });
  return { fields: Object.fromEntries(fitted) };
}

/** The paths of a rule that takes a value as it is, from one place or the first of several; undefined for any other. */
function plainPaths(rule: Rule): string[] | undefined {
  if (rule.do === 'path') return [rule.path];
  if (rule.do !== 'coalesce' || !rule.of.every((one) => one.do === 'path')) return undefined;
  return rule.of.flatMap((one) => (one.do === 'path' ? [one.path] : []));
}

export interface PlanRow {
  target: string;
  /** The field's name at the destination. */
  to: string;
  /** What fills it, by the form's own labels; the first that is there counts. Empty for a fixed value. */
  from: string[];
}

/** The mapping as a table for people: what of the forms, or of the order, fills which field. What a single form cannot fill is left out. */
export function planRows(
  mapping: Mapping,
  targets: readonly { path: string; label: string }[],
  forms: readonly Fields[],
  t: Translate,
): PlanRow[] {
  const isOne = forms.length === 1;
  const fields = forms.flat();
  const names = { ...(isOne ? detailNames(fields) : {}), ...answerNames(fields) };
  const answers = new Set(fields.map(({ key }) => answerPath(key)));
  // A form's own: an answer it asks for, or a detail of the person that one of its answers is.
  const isThere = (path: string) => !(isAnswer(path) || path.startsWith('/subject/')) || answers.has(path) || names[path] !== undefined;
  return Object.entries(mapping.fields).flatMap(([target, rule]) => {
    const paths = valuePaths(rule);
    const there = isOne ? paths.filter(isThere) : paths;
    if (paths.length > 0 && there.length === 0) return [];
    return [
      {
        target,
        to: targets.find(({ path }) => path === target)?.label ?? pathLabel(target, {}, t),
        from: [...new Set(there.map((path) => pathLabel(path, names, t)))],
      },
    ];
  });
}

/** What of the event may become the value; not what only helps to choose or to read it, such as the country of a phone number. */
function valuePaths(rule: Rule): string[] {
  const { source, changes } = partsOf(rule);
  const lookups = changes.flatMap((change) =>
    change.do === 'lookup' && change.otherwise !== undefined ? valuePaths(change.otherwise) : [],
  );
  switch (source.do) {
    case 'path':
      return [source.path, ...lookups];
    case 'literal':
      return lookups;
    case 'template':
      return [...rulePaths(source), ...lookups];
    case 'coalesce':
    case 'join':
      return [...source.of.flatMap(valuePaths), ...lookups];
    case 'when':
      return [...valuePaths(source.then), ...(source.otherwise === undefined ? [] : valuePaths(source.otherwise)), ...lookups];
  }
}

/** The form's fields that the mapping does not send, by their labels. */
export function leftOut(mapping: Mapping, fields: Fields, t: Translate): string[] {
  const names = { ...detailNames(fields), ...answerNames(fields) };
  const used = new Set(Object.values(mapping.fields).flatMap(rulePaths));
  // All answers at once are sent by whoever sends the whole.
  if (used.has('/data') || used.has('/data/fields')) return [];
  const said = new Set([...used].map((path) => pathLabel(path, names, t)));
  return fields.filter(({ key, label }) => !used.has(answerPath(key)) && !said.has(label)).map(({ key, label }) => label || key);
}

const isAnswer = (path: string): boolean => path.startsWith('/data/fields/');

/** How the person's details are recognised among a form's fields; the site does it alike when it captures. */
const DETAILS: { paths: string[]; types: string[]; looksLike: RegExp }[] = [
  { paths: ['/subject/email'], types: ['email'], looksLike: /e-?mail/i },
  { paths: ['/subject/phone'], types: ['tel', 'phone'], looksLike: /phone|mobile|telefon|handy|t[eé]l/i },
  { paths: ['/subject/company'], types: ['company'], looksLike: /company|organi[sz]ation|firma|entreprise|soci[eé]t[eé]/i },
  { paths: ['/subject/firstName'], types: [], looksLike: /first.?name|vorname|pr[eé]nom/i },
  { paths: ['/subject/lastName'], types: [], looksLike: /last.?name|surname|nachname|nom de famille/i },
  { paths: ['/subject/name', '/subject/firstName', '/subject/lastName'], types: ['name'], looksLike: /name|^nom\b/i },
];

function answerNames(fields: Fields): PathNames {
  return Object.fromEntries(fields.map(({ key, label }) => [answerPath(key), label]));
}

/** The form's own labels for what is read off its answers: its e-mail field is where the person's e-mail comes from. */
function detailNames(fields: Fields): PathNames {
  const names: Record<string, string> = {};
  const free = new Set(fields);
  for (const { paths, types, looksLike } of DETAILS) {
    const field =
      [...free].find(({ type }) => types.includes(type)) ??
      [...free].find(({ key, label }) => looksLike.test(key) || looksLike.test(label));
    if (field === undefined) continue;
    free.delete(field);
    for (const path of paths) names[path] ??= field.label;
  }
  return names;
}
