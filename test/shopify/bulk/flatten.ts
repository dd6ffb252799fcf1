/** A line of the result: an object, or a member of one of its connections with the id of what it hangs on. */
export type Line = Record<string, unknown>;

/** Takes a node apart: its nested connections become lines of their own, each after what it belongs to. */
export function flatten(node: Line, parentId?: string): Line[] {
  const own: Line = {};
  const children: Line[] = [];
  for (const [key, value] of Object.entries(node)) {
    if (!isConnection(value)) own[key] = value;
    else for (const { node: child } of value.edges) children.push(...flatten(child, String(node.id)));
  }
  return [parentId === undefined ? own : { ...own, __parentId: parentId }, ...children];
}

function isConnection(value: unknown): value is { edges: { node: Line }[] } {
  return value !== null && typeof value === "object" && "edges" in value && Array.isArray(value.edges);
}
