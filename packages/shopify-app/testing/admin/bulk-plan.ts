import {
  type DocumentNode,
  type FieldNode,
  getNamedType,
  isListType,
  isNonNullType,
  Kind,
  parse,
  type GraphQLSchema,
  type SelectionSetNode,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** A bulk query, checked against what Shopify takes. */
export interface BulkPlan {
  /** The one connection at the top, with its arguments. */
  top: FieldNode;
  /** Reads one node of it: `{ node(id: "") { … on Order { … } } }`. */
  each: DocumentNode;
  /** Response names of connections under the node, deepest paths last: `[['lineItems']]`. */
  nested: string[][];
}

const MOST_CONNECTIONS = 5;
const DEEPEST = 2;

/** Reads a bulk query; `refused` in Shopify's manner where it may not run in bulk. */
export function planBulk(schema: GraphQLSchema, query: string): BulkPlan | { refused: string } {
  let document: DocumentNode;
  try {
    document = parse(query);
  } catch (error) {
    return { refused: `Invalid bulk query: ${(error as Error).message}` };
  }
  const [problem] = validate(schema, document);
  if (problem !== undefined) return { refused: `Invalid bulk query: ${problem.message}` };
  const [operation] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION || document.definitions.length !== 1)
    return { refused: 'Bulk queries must be one operation.' };
  const [top, ...more] = operation.selectionSet.selections;
  if (top?.kind !== Kind.FIELD || more.length > 0) return { refused: 'Bulk queries must have a single top-level field.' };

  const broken = rulesBroken(schema, document);
  if (broken !== undefined) return { refused: broken };
  const selection = nodeOf(top);
  const type = nodeTypeOf(schema, top);
  if (selection === undefined || type === undefined)
    return { refused: 'Bulk queries must contain at least one connection with edges and node.' };
  return {
    top,
    each: {
      kind: Kind.DOCUMENT,
      definitions: [
        {
          ...operation,
          selectionSet: set({
            ...field('node', {
              kind: Kind.SELECTION_SET,
              selections: [
                {
                  kind: Kind.INLINE_FRAGMENT,
                  typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type } },
                  selectionSet: selection,
                },
              ],
            }),
            arguments: [{ kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: 'id' }, value: { kind: Kind.STRING, value: '' } }],
          }),
        },
      ],
    },
    nested: nestedIn(selection, []),
  };
}

function rulesBroken(schema: GraphQLSchema, document: DocumentNode): string | undefined {
  const info = new TypeInfo(schema);
  let connections = 0;
  let depth = 0;
  let lists = 0;
  let broken: string | undefined;
  visit(
    document,
    visitWithTypeInfo(info, {
      Field: {
        enter: (node) => {
          const type = info.getType();
          if (type === undefined || type === null) return;
          const bare = isNonNullType(type) ? type.ofType : type;
          if (isListType(bare) && !['edges', 'nodes'].includes(node.name.value)) lists += 1;
          if (!getNamedType(type).name.endsWith('Connection')) return;
          connections += 1;
          depth += 1;
          if (depth > DEEPEST + 1) broken ??= `Bulk queries cannot nest connections more than ${DEEPEST} levels deep.`;
          if (lists > 0) broken ??= 'Queries that contain a connection field within a list field are not currently supported.';
          const within = nodeOf(node);
          if (within === undefined) broken ??= `The connection ${node.name.value} must be read by edges and node.`;
          else if (nestedIn(within, []).length > 0 && !selectsId(within)) {
            broken ??=
              "The parent 'node' field for a nested connection must select the 'id' field without an alias and must be of 'ID' return type.";
          }
        },
        leave: (node) => {
          const type = info.getType();
          if (type === undefined || type === null) return;
          const bare = isNonNullType(type) ? type.ofType : type;
          if (isListType(bare) && !['edges', 'nodes'].includes(node.name.value)) lists -= 1;
          if (getNamedType(type).name.endsWith('Connection')) depth -= 1;
        },
      },
    }),
  );
  if (connections === 0) return 'Bulk queries must contain at least one connection.';
  if (connections > MOST_CONNECTIONS) return `Bulk queries cannot contain more than ${MOST_CONNECTIONS} connections.`;
  return broken;
}

/** What is selected of `edges { node { … } }`. */
function nodeOf(connection: FieldNode): SelectionSetNode | undefined {
  return under(under(connection.selectionSet, 'edges'), 'node');
}

function under(selection: SelectionSetNode | undefined, name: string): SelectionSetNode | undefined {
  return fieldsOf(selection).find((one) => one.name.value === name)?.selectionSet;
}

function fieldsOf(selection: SelectionSetNode | undefined): FieldNode[] {
  return (selection?.selections ?? []).filter((one) => one.kind === Kind.FIELD);
}

function selectsId(selection: SelectionSetNode): boolean {
  return fieldsOf(selection).some((one) => one.name.value === 'id' && one.alias === undefined);
}

function nestedIn(selection: SelectionSetNode, path: string[]): string[][] {
  return fieldsOf(selection).flatMap((one) => {
    const own = [...path, one.alias?.value ?? one.name.value];
    const within = nodeOf(one);
    if (within !== undefined) return [own, ...nestedIn(within, own)];
    // Below an object that is no connection Shopify takes one too; no query of ours does that.
    return [];
  });
}

function nodeTypeOf(schema: GraphQLSchema, top: FieldNode): string | undefined {
  const type = schema.getQueryType()?.getFields()[top.name.value]?.type;
  const name = type === undefined ? undefined : getNamedType(type).name;
  return name?.endsWith('Connection') === true ? name.replace(/Connection$/, '') : undefined;
}

function field(name: string, selectionSet?: SelectionSetNode): FieldNode {
  return { kind: Kind.FIELD, name: { kind: Kind.NAME, value: name }, ...(selectionSet === undefined ? {} : { selectionSet }) };
}

function set(...selections: FieldNode[]): SelectionSetNode {
  return { kind: Kind.SELECTION_SET, selections };
}
