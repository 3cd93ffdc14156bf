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

/**
 * What a query would cost at most by Shopify's published rules: an object 1, a scalar nothing, a mutation 10, a connection 2 and
 * what its nodes cost times how many were asked for. Shopify counts large connections cheaper than that, by a rule it does
 * not publish, so this is an upper bound.
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
          factors.push(factor() * (connection && Number.isFinite(many) ? many : 1));
        },
        leave: () => void factors.pop(),
      },
    }),
  );
  return cost;
}

/** What an answer really cost: its objects. */
export function actualCost(data: unknown): number {
  if (Array.isArray(data)) return data.reduce((sum: number, item: unknown) => sum + actualCost(item), 0);
  if (typeof data !== 'object' || data === null) return 0;
  return Object.values(data).reduce((sum: number, value: unknown) => sum + actualCost(value), 1);
}
