import {
  type DocumentNode,
  execute,
  type ExecutionResult,
  type FieldNode,
  getArgumentValues,
  type GraphQLFieldResolver,
  GraphQLError,
  type GraphQLTypeResolver,
} from 'graphql';
import type { AdminSchema } from '../schema.ts';
import { createAccessCheck } from './access.ts';
import { connectionField, PAGE_INFO } from './connection.ts';
import type { Context, Node, Resolver, Resolvers } from './node.ts';
import { CUSTOMERS } from './types/customers.ts';
import { MONEY } from './types/money.ts';
import { MUTATIONS } from './types/mutations.ts';
import { ORDERS } from './types/orders.ts';
import { ROOT } from './types/root.ts';

const RESOLVERS: Resolvers = { ...ROOT, ...MUTATIONS, ...ORDERS, ...CUSTOMERS, ...MONEY, PageInfo: PAGE_INFO };

export interface Executor {
  /** With `root` the document's only field is taken to be that very node. */
  execute: (
    document: DocumentNode,
    variables: Record<string, unknown>,
    context: Context,
    root?: Node,
  ) => Promise<ExecutionResult> | ExecutionResult;
  /** The nodes of a connection at the top of a query, before anything is read of them. */
  rootNodes: (connection: FieldNode, context: Context) => Node[];
}

/**
 * Executes on the real schema. A field without a resolver is an error with its path and is told to `onMissing`: nothing is
 * made up for it.
 */
export function createExecutor({ schema, access }: AdminSchema, onMissing: (what: string) => void): Executor {
  const allowed = createAccessCheck(schema, access);

  const resolverOf = (type: string, field: string): Resolver => {
    const resolver = RESOLVERS[type]?.[field] ?? connectionField(type, field);
    if (resolver !== undefined) return resolver;
    const message = `The fake Shopify does not implement ${type}.${field}.`;
    onMissing(message);
    throw new GraphQLError(message);
  };
  const fieldResolver: GraphQLFieldResolver<unknown, Context & { root: Node | undefined }> = (source, args, context, info) => {
    const { parentType, fieldName, returnType, path } = info;
    if (context.root !== undefined && path.prev === undefined) return context.root;
    const resolver = resolverOf(parentType.name, fieldName);
    allowed(parentType.name, fieldName, returnType, context.shop.scopes ?? new Set());
    return resolver((source as Node | undefined)?.of as never, args, context);
  };
  const typeResolver: GraphQLTypeResolver<unknown, Context> = (value) => (value as Node).type;

  return {
    execute: (document, variables, context, root) =>
      execute({ schema, document, variableValues: variables, contextValue: { ...context, root }, fieldResolver, typeResolver }),
    rootNodes: (connection, context) => {
      const name = connection.name.value;
      const definition = schema.getQueryType()?.getFields()[name];
      if (definition === undefined) throw new Error(`The schema has no ${name}.`);
      allowed('QueryRoot', name, definition.type, context.shop.scopes ?? new Set());
      const found = resolverOf('QueryRoot', name)(undefined as never, getArgumentValues(definition, connection), context);
      return (found as { of: { nodes: Node[] } }).of.nodes;
    },
  };
}
