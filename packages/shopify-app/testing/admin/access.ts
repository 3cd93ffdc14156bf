import { getNamedType, GraphQLError, type GraphQLObjectType, type GraphQLOutputType, type GraphQLSchema } from 'graphql';
import type { AccessRule } from '../schema.ts';

/** Refuses a field whose scope the merchant did not grant, as Shopify words it. */
export type AccessCheck = (type: string, field: string, returns: GraphQLOutputType, granted: ReadonlySet<string>) => void;

export function createAccessCheck(schema: GraphQLSchema, rules: readonly AccessRule[]): AccessCheck {
  const needed = new Map<string, readonly string[]>();
  for (const { type, field, scopes } of rules) if (scopes.length > 0) needed.set(field === undefined ? type : `${type}.${field}`, scopes);

  /** What a connection holds is what is asked for. */
  const itemOf = (name: string): string => {
    if (!name.endsWith('Connection')) return name;
    const nodes = (schema.getType(name) as GraphQLObjectType | undefined)?.getFields()['nodes'];
    return nodes === undefined ? name : getNamedType(nodes.type).name;
  };

  return (type, field, returns, granted) => {
    for (const scopes of [needed.get(`${type}.${field}`), needed.get(itemOf(getNamedType(returns).name))]) {
      if (scopes === undefined || scopes.some((scope) => granted.has(scope) || granted.has(scope.replace(/^read_/, 'write_')))) continue;
      const requiredAccess = `${scopes.map((scope) => `\`${scope}\``).join(', ')} access scope.`;
      throw new GraphQLError(`Access denied for ${field} field. Required access: ${requiredAccess}`, {
        extensions: { code: 'ACCESS_DENIED', documentation: 'https://shopify.dev/api/usage/access-scopes', requiredAccess },
      });
    }
  };
}
