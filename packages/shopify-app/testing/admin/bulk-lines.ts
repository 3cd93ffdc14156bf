import type { ExecutionResult } from 'graphql';
import type { BulkPlan } from './bulk-plan.ts';
import type { Executor } from './execute.ts';
import type { Context } from './node.ts';

type Row = Record<string, unknown>;

/** How many parents come together where children need not follow theirs. */
const BLOCK = 50;

/**
 * The lines of a bulk operation's file: each node of the connection, and each node of a connection under it as a line of its
 * own with `__parentId`. Ungrouped, the children of a block of parents come after all of them.
 */
export async function* bulkLines(
  plan: BulkPlan,
  { executor, context, grouped }: { executor: Executor; context: Context; grouped: boolean },
): AsyncGenerator<{ line: Row; root: boolean }> {
  let later: Row[] = [];
  let parents = 0;
  for (const one of executor.rootNodes(plan.top, context)) {
    const { node } = dataOf(await executor.execute(plan.each, {}, context, one)) as { node: Row };
    const children: Row[] = [];
    const line = lift(node, plan.nested, children);
    yield { line, root: true };
    if (grouped) for (const child of children) yield { line: child, root: false };
    else later.push(...children);
    parents += 1;
    if (parents % BLOCK === 0) {
      for (const child of later) yield { line: child, root: false };
      later = [];
    }
  }
  for (const child of later) yield { line: child, root: false };
}

function dataOf(result: ExecutionResult): unknown {
  const [error] = result.errors ?? [];
  if (error !== undefined) throw new Error(error.message, { cause: error.extensions['code'] });
  return result.data;
}

/** Takes the connections out of a node, and leaves their nodes in `children`, each with its parent's id. */
function lift(node: Row, nested: readonly string[][], children: Row[]): Row {
  const line = { ...node };
  for (const path of nested) {
    const [name = '', ...rest] = path;
    const value = line[name];
    if (rest.length > 0 || !isConnection(value)) continue;
    delete line[name];
    const deeper = nested.filter(([first, second]) => first === name && second !== undefined).map(([, ...below]) => below);
    for (const { node: child } of value.edges) {
      const grandchildren: Row[] = [];
      children.push({ ...lift(child, deeper, grandchildren), __parentId: node['id'] }, ...grandchildren);
    }
  }
  return line;
}

function isConnection(value: unknown): value is { edges: { node: Row }[] } {
  return typeof value === 'object' && value !== null && 'edges' in value;
}
