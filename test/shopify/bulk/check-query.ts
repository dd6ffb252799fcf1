import { type FieldNode, getNamedType, GraphQLError, type GraphQLNamedType, type GraphQLSchema, isInterfaceType, isListType, isNonNullType, isObjectType, Kind, type OperationDefinitionNode, parse, type SelectionSetNode, validate } from "graphql";

const most = 5;
const deepest = 2;

interface Found {
  field: string;
  depth: number;
  usesNodes: boolean;
  parentWithoutId: string | undefined;
  inList: boolean;
}

/** Why a query cannot be run in bulk, in Shopify's words; or its operation, when it can. */
export function checkBulkQuery(schema: GraphQLSchema, query: string): { problem: string } | { operation: OperationDefinitionNode } {
  let operation: OperationDefinitionNode | undefined;
  try {
    const document = parse(query);
    operation = document.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
    if (operation?.operation === "query") {
      const [error] = validate(schema, document);
      if (error) return { problem: `Invalid bulk query: ${error.message}` };
    }
  } catch (error) {
    if (error instanceof GraphQLError) return { problem: `Invalid bulk query: ${error.message.replace(/^Syntax Error: /, "syntax error, ")}` };
    throw error;
  }
  const root = schema.getQueryType();
  if (!operation || operation.operation !== "query" || !root) return { problem: "Invalid operation type. Only `query` operations are supported." };
  const problem = problemOf(operation, connectionsIn(schema, root, operation.selectionSet));
  return problem === undefined ? { operation } : { problem };
}

function problemOf(operation: OperationDefinitionNode, connections: Found[]): string | undefined {
  const names = (list: Found[], pick: (found: Found) => string | undefined) => [...new Set(list.map(pick))].join(", ");
  const roots = operation.selectionSet.selections.flatMap((each) => (each.kind === Kind.FIELD ? [each.name.value] : []));
  if (roots.includes("node")) return "Bulk queries cannot contain a top level `node` field.";
  if (connections.length === 0) return "Bulk queries must contain at least one connection.";
  const wrong = connections.filter(({ usesNodes }) => usesNodes);
  if (wrong.length > 0) {
    return `All connection fields in a bulk query must select their contents using 'edges' > 'node', e.g: '${wrong[0]?.field} { edges { node {'. Selecting via 'nodes' is not supported. Invalid connection fields: '${names(wrong, ({ field }) => field)}'.`;
  }
  if (connections.length > most) return `Bulk queries cannot contain more than ${most} connections.`;
  if (connections.some(({ depth }) => depth > deepest)) return `Bulk queries cannot contain connections with a nesting depth greater than ${deepest}.`;
  const orphans = connections.filter(({ parentWithoutId }) => parentWithoutId !== undefined);
  if (orphans.length > 0) {
    return `The parent 'node' field for a nested connection must select the 'id' field without an alias and must be of 'ID' return type. Connection fields without 'id': ${names(orphans, ({ parentWithoutId }) => parentWithoutId)}.`;
  }
  return connections.some(({ inList }) => inList) ? "Queries that contain a connection field within a list field are not currently supported." : undefined;
}

interface Place {
  depth: number;
  parent: { field: string; hasId: boolean } | undefined;
  inList: boolean;
}

function connectionsIn(schema: GraphQLSchema, type: GraphQLNamedType, selection: SelectionSetNode, place: Place = { depth: 0, parent: undefined, inList: false }): Found[] {
  return selection.selections.flatMap((node) => {
    if (node.kind === Kind.INLINE_FRAGMENT) {
      const on = node.typeCondition && schema.getType(node.typeCondition.name.value);
      return connectionsIn(schema, on ?? type, node.selectionSet, place);
    }
    if (node.kind !== Kind.FIELD || !node.selectionSet) return [];
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined;
    if (!field) return [];
    const named = getNamedType(field.type);
    if (named.name.endsWith("Connection")) return connection(schema, named, node, place);
    const list = isNonNullType(field.type) ? isListType(field.type.ofType) : isListType(field.type);
    return connectionsIn(schema, named, node.selectionSet, { ...place, inList: place.inList || list });
  });
}

function connection(schema: GraphQLSchema, type: GraphQLNamedType, node: FieldNode, { depth, parent, inList }: Place): Found[] {
  const own = child(node, "edges");
  const inner = own && child(own, "node");
  const found: Found = { field: node.name.value, depth, usesNodes: child(node, "nodes") !== undefined, parentWithoutId: parent && !parent.hasId ? parent.field : undefined, inList };
  if (!inner?.selectionSet || !isObjectType(type)) return [found];
  const edge = getNamedType(type.getFields().edges?.type);
  const nodeType = isObjectType(edge) ? getNamedType(edge.getFields().node?.type) : undefined;
  if (!nodeType) return [found];
  const hasId = inner.selectionSet.selections.some((each) => each.kind === Kind.FIELD && each.name.value === "id" && !each.alias);
  return [found, ...connectionsIn(schema, nodeType, inner.selectionSet, { depth: depth + 1, parent: { field: node.name.value, hasId }, inList: false })];
}

function child(node: FieldNode, name: string): FieldNode | undefined {
  return node.selectionSet?.selections.find((each): each is FieldNode => each.kind === Kind.FIELD && each.name.value === name);
}
