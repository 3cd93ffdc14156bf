import {
  type DocumentNode,
  getNamedType,
  isCompositeType,
  type GraphQLSchema,
  TypeInfo,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
} from 'graphql';

const MUTATION = 10;
const CONNECTION = 2;
/** What a node of a connection costs of what it would cost alone. Shopify does not publish this rule; this is a guess of the right size. */
const NODE_SHARE = 0.25;
/** No single query may cost more. */
export const MOST_COST = 1000;

/**
 * Roughly what Shopify would ask for a query: an object 1, a scalar nothing, a mutation 10, a connection 2 and a share of
 * what its nodes cost times how many were asked for. An app has to go by what an answer says, never by a sum of its own.
 */
export function requestedCost(schema: GraphQLSchema, document: DocumentNode, variables: Record<string, unknown>): number {
  const info = new TypeInfo(schema);
  const factors = [1];
  const factor = () => factors.at(-1) ?? 1;
  let cost = 0;
  visit(
    document,
    visitWithTypeInfo(info, {
      Field: {
        enter: (node) => {
          const type = info.getType();
          const name = node.name.value;
          const composite = type !== undefined && type !== null && isCompositeType(getNamedType(type));
          const connection = composite && getNamedType(type).name.endsWith('Connection');
          const size = node.arguments?.find((argument) => argument.name.value === 'first' || argument.name.value === 'last');
          if (info.getParentType()?.name === 'Mutation') cost += MUTATION;
          else if (connection) cost += CONNECTION * factor();
          else if (composite && name !== 'edges' && name !== 'pageInfo') cost += factor();
          const many = size === undefined ? 1 : Number(valueFromASTUntyped(size.value, variables));
          factors.push(factor() * (connection && Number.isFinite(many) ? Math.max(1, many * NODE_SHARE) : 1));
        },
        leave: () => void factors.pop(),
      },
    }),
  );
  return Math.ceil(cost);
}

/** What an answer really cost: its objects. */
export function actualCost(data: unknown): number {
  if (Array.isArray(data)) return data.reduce((sum: number, item: unknown) => sum + actualCost(item), 0);
  if (typeof data !== 'object' || data === null) return 0;
  return Object.values(data).reduce((sum: number, value: unknown) => sum + actualCost(value), 1);
}
