import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getArgumentValues,
  getNamedType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isInterfaceType,
  isLeafType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";

const free = new Set(["MoneyBag", "MoneyV2", "PageInfo"]);

/**
 * What an operation costs, by a model that was fitted to recorded answers of Shopify (nine in ten requested costs
 * exact, actual ones near): an object 1, a list its field and its dearest child once, a connection 2 and its children
 * as often as the logarithm of its size, a mutation at least 10.
 */
export class CostModel {
  readonly #schema: GraphQLSchema;
  readonly #variables: Record<string, unknown>;
  readonly #operation: OperationDefinitionNode;
  readonly #fragments: Map<string, FragmentDefinitionNode>;

  constructor(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, variables: Record<string, unknown>) {
    this.#schema = schema;
    this.#operation = operation;
    this.#variables = variables;
    this.#fragments = new Map(document.definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [])));
  }

  /** Before it runs: what it may cost at most. */
  requested(): number {
    return this.#root(undefined);
  }

  /** After it ran: what it did cost, by what came back. */
  actual(data: unknown): number {
    return Math.max(1, Math.round(this.#root(data ?? {})));
  }

  #root(data: unknown): number {
    const mutation = this.#operation.operation === "mutation";
    const type = mutation ? this.#schema.getMutationType() : this.#schema.getQueryType();
    if (!type) return 0;
    let cost = 0;
    for (const [key, nodes] of this.#collect(type, this.#operation.selectionSet)) {
      if (nodes[0]?.node.name.value.startsWith("__")) continue;
      const each = this.#field(nodes, data === undefined ? undefined : (property(data, key) ?? null));
      cost += mutation ? Math.max(10, 8 + each) : each;
    }
    return cost;
  }

  #field(nodes: Selected[], value: unknown): number {
    const [{ node, type }] = nodes as [Selected];
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined;
    if (!field) return 0;
    const named = getNamedType(field.type);
    if (isLeafType(named)) return 0;
    const selection = merge(nodes);
    if (named.name.endsWith("Connection") && isObjectType(named)) {
      return this.#connection(named, selection, getArgumentValues(field, node, this.#variables), value);
    }
    const own = free.has(named.name) || named.name.endsWith("UserError") ? 0 : 1;
    return own + this.#children(named, selection, value);
  }

  #connection(type: GraphQLObjectType, selection: SelectionSetNode, { first, last }: Record<string, unknown>, value: unknown): number {
    const size = Number(first ?? last ?? 1);
    let child = 0;
    let count = size;
    for (const [key, nodes] of this.#collect(type, selection)) {
      const name = nodes[0]?.node.name.value;
      if (name !== "nodes" && name !== "edges") continue;
      const items = value === undefined ? undefined : property(value, key);
      if (Array.isArray(items) && items.length > 0) count = items.length;
      const edgeType = getNamedType(type.getFields()[name]?.type);
      child = Math.max(child, this.#children(edgeType, merge(nodes), items));
    }
    return 2 + Math.max(1, Math.floor(2 * Math.log(count))) * (1 + child);
  }

  /** The cost of what hangs below: of a list the mean of its members, of what came back null nothing. */
  #children(type: GraphQLNamedType | undefined, selection: SelectionSetNode, value: unknown): number {
    if (value === null || type === undefined) return 0;
    if (Array.isArray(value)) return value.length === 0 ? 0 : value.reduce((sum: number, each) => sum + this.#children(type, selection, each), 0) / value.length;
    let cost = 0;
    for (const [key, nodes] of this.#collect(type, selection)) {
      if (nodes[0]?.node.name.value === "__typename") continue;
      // An edge is no object of its own.
      if (type.name.endsWith("Edge")) cost += this.#children(getNamedType(fieldType(type, "node")), merge(nodes), value === undefined ? undefined : property(value, key));
      else cost += this.#field(nodes, value === undefined ? undefined : (property(value, key) ?? null));
    }
    return cost;
  }

  #collect(type: GraphQLNamedType, selection: SelectionSetNode, found = new Map<string, Selected[]>()): Map<string, Selected[]> {
    for (const node of selection.selections) {
      if (node.kind === Kind.FIELD) {
        const key = (node.alias ?? node.name).value;
        found.set(key, [...(found.get(key) ?? []), { node, type }]);
        continue;
      }
      const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : this.#fragments.get(node.name.value);
      const on = fragment?.typeCondition && this.#schema.getType(fragment.typeCondition.name.value);
      if (fragment) this.#collect(on ?? type, fragment.selectionSet, found);
    }
    return found;
  }
}

interface Selected {
  node: FieldNode;
  type: GraphQLNamedType;
}

function merge(nodes: Selected[]): SelectionSetNode {
  return { kind: Kind.SELECTION_SET, selections: nodes.flatMap(({ node }) => node.selectionSet?.selections ?? []) };
}

function fieldType(type: GraphQLNamedType, name: string) {
  return isObjectType(type) ? type.getFields()[name]?.type : undefined;
}

function property(value: unknown, key: string): unknown {
  return value !== null && typeof value === "object" ? (value as Record<string, unknown>)[key] : undefined;
}
