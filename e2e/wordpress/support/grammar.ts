import { Engine } from 'php-parser';

interface Node {
  kind: string;
  loc?: { start: { line: number } } | null;
  [key: string]: unknown;
}

/** Types that PHP 7.4 takes for the name of a class. */
const NEW_TYPES = new Set(['mixed', 'never', 'static', 'null', 'false', 'true']);

/** Functions of PHP 8 that WordPress 6.7 does not bring to an older PHP. */
const NEW_FUNCTIONS = new Set(
  'get_debug_type get_resource_id preg_last_error_msg fdiv enum_exists fsync fdatasync ini_parse_quantity mb_str_pad mb_trim mb_ucfirst json_validate array_find array_find_key array_any array_all memory_reset_peak_usage openssl_cipher_key_length'.split(
    ' ',
  ),
);

/**
 * What of some PHP is newer than PHP 7.4, one line each. PHP 7.4 itself is not to be had from Debian any more: this is
 * php-parser set to 7.4, and beside it what that lets through.
 */
export function newerThan74(code: string): string[] {
  const engine = new Engine({ parser: { version: '7.4', extractDoc: false }, ast: { withPositions: true } });
  let root: Node;
  try {
    root = engine.parseCode(code, 'file.php') as unknown as Node;
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
  const found: string[] = [];
  walk(root, (node) => {
    const problem = problemOf(node);
    if (problem !== undefined) found.push(`${problem} on line ${node.loc?.start.line ?? '?'}`);
  });
  return found;
}

function problemOf(node: Node): string | undefined {
  switch (node.kind) {
    case 'parameter':
      if (Number(node['flags'] ?? 0) !== 0) return 'a promoted constructor parameter (8.0)';
      return containsNew(node['value']) ? 'new in a default value (8.1)' : undefined;
    case 'uniontype':
    case 'intersectiontype':
      return 'a union or intersection of types (8.0)';
    case 'typereference':
      return NEW_TYPES.has(String(node['name']).toLowerCase()) ? `the type ${String(node['name'])} (8.0)` : undefined;
    case 'property':
      return node['readonly'] === true ? 'a readonly property (8.1)' : undefined;
    case 'class':
      return node['isReadonly'] === true ? 'a readonly class (8.2)' : undefined;
    case 'number':
      return /^0o/i.test(String(node['value'])) ? 'a number that begins with 0o (8.1)' : undefined;
    case 'staticlookup':
      return isClassOfObject(node) ? '::class of an object (8.0)' : undefined;
    case 'call':
      return newFunction(node['what'] as Node);
    default:
      return undefined;
  }
}

function isClassOfObject({ what, offset }: Node): boolean {
  const named = ['name', 'selfreference', 'staticreference', 'parentreference'].includes((what as Node).kind);
  return (offset as Node)['name'] === 'class' && (offset as Node).kind === 'identifier' && !named;
}

function newFunction(what: Node): string | undefined {
  const name = what.kind === 'name' ? String(what['name']).replace(/^\\/, '').toLowerCase() : '';
  return NEW_FUNCTIONS.has(name) ? `the function ${name}` : undefined;
}

function containsNew(value: unknown): boolean {
  let found = false;
  if (isNode(value)) walk(value, (node) => (found ||= node.kind === 'new'));
  return found;
}

function walk(node: Node, visit: (node: Node) => void): void {
  visit(node);
  for (const [key, value] of Object.entries(node)) {
    if (key === 'loc') continue;
    for (const child of Array.isArray(value) ? (value as unknown[]) : [value]) if (isNode(child)) walk(child, visit);
  }
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'kind' in value;
