import { createWriteStream, mkdirSync, mkdtempSync, rmSync, statSync, type WriteStream } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type DocumentNode, execute, type FieldNode, GraphQLError, Kind, type OperationDefinitionNode, parse, type SelectionNode } from "graphql";
import { Context } from "../admin-api/context.ts";
import { executableSchema, readProperty } from "../admin-api/executable-schema.ts";
import { type BulkOperation } from "../model/bulk-operation.ts";
import { legacyId, type Gid } from "../model/ids.ts";
import { type Shop } from "../model/shop.ts";
import { inZone } from "../model/time.ts";
import { type Change, commitChange } from "../state/change.ts";
import { type World } from "../state/world.ts";
import { flatten, type Line } from "./flatten.ts";

const pageSize = 100;

/** Runs bulk operations one page after the other, so that all else goes on meanwhile; what a stop interrupts starts anew. */
export class BulkRunner {
  readonly #world: World;
  readonly #wake: () => void;
  readonly #running = new Set<Promise<void>>();
  readonly #folder: string;
  readonly #temporary: boolean;
  #stopped = false;

  constructor(world: World, wake: () => void) {
    this.#world = world;
    this.#wake = wake;
    const { dataDir } = world.options;
    this.#temporary = dataDir === undefined;
    this.#folder = dataDir === undefined ? mkdtempSync(join(tmpdir(), "local-shopify-")) : join(dataDir, "shopify", "bulk");
    mkdirSync(this.#folder, { recursive: true });
    world.startBulk = (domain, id) => this.#start(domain, id);
    for (const shop of world.shops.values()) {
      for (const { id, status } of world.documents.list(shop.domain, "BulkOperation")) if (status === "CREATED" || status === "RUNNING") this.#start(shop.domain, id);
    }
  }

  /** The file of an operation's result. */
  file(number: string): string {
    return join(this.#folder, `${number}.jsonl`);
  }

  async stop() {
    this.#stopped = true;
    await Promise.allSettled(this.#running);
    if (this.#temporary) rmSync(this.#folder, { recursive: true, force: true });
  }

  #start(domain: string, id: Gid) {
    const shop = this.#world.findShop(domain);
    if (!shop) return;
    const run = this.#run(shop, id).finally(() => this.#running.delete(run));
    this.#running.add(run);
  }

  async #run(shop: Shop, id: Gid) {
    await pause(0);
    await this.#held();
    const operation = this.#change(shop, id, (each) => (each.status === "CREATED" ? { ...each, status: "RUNNING" } : each));
    if (!operation || this.#stopped || operation.status !== "RUNNING") return this.#finish(shop, id, "CANCELED");
    const writer = new LineWriter(this.file(legacyId(id)), this.#world);
    try {
      const token = this.#world.tokens.find(operation.token);
      if (!token) throw new Error("the token of the operation is gone");
      const context = new Context(this.#world, shop, token, operation.apiVersion, { bulk: true });
      const ended = await this.#writeAll(context, operation, writer);
      await writer.end();
      if (!this.#stopped) this.#finish(shop, id, ended, writer);
    } catch (error) {
      await writer.end();
      const denied = error instanceof GraphQLError && error.extensions.code === "ACCESS_DENIED";
      // The operation itself has no room for the reason, such as a field that is not answered here.
      if (!denied) console.error(`Bulk operation ${id} failed: ${error instanceof Error ? error.message : String(error)}`);
      if (!this.#stopped) this.#finish(shop, id, "FAILED", writer, denied ? "ACCESS_DENIED" : "INTERNAL_SERVER_ERROR");
    }
  }

  async #writeAll(context: Context, { id, query, apiVersion }: BulkOperation, writer: LineWriter): Promise<"COMPLETED" | "FAILED" | "CANCELED"> {
    const document = parse(query);
    const operation = document.definitions.find((each): each is OperationDefinitionNode => each.kind === Kind.OPERATION_DEFINITION)!;
    for (const root of operation.selectionSet.selections) {
      if (root.kind !== Kind.FIELD) continue;
      for (let after: string | null = null; ; ) {
        await this.#held();
        const { status } = this.#world.documents.find(context.shop.domain, "BulkOperation", id) ?? {};
        if (this.#stopped || status === "CANCELING") return "CANCELED";
        const answer = await fetchPage(apiVersion, document, operation, root, after, context);
        for (const node of answer.nodes) await writer.write(flatten(node));
        if (this.#world.faults.bulk.fail) return "FAILED";
        this.#change(context.shop, id, (each) => ({ ...each, objectCount: writer.lines, rootObjectCount: writer.roots }));
        if (answer.next === null) break;
        after = answer.next;
      }
    }
    return "COMPLETED";
  }

  #finish(shop: Shop, id: Gid, status: "COMPLETED" | "FAILED" | "CANCELED", writer?: LineWriter, errorCode: BulkOperation["errorCode"] = null) {
    if (this.#stopped) return;
    commitChange(this.#world, shop, { actor: { kind: "system", staff: undefined } }, (change) => {
      const operation = this.#world.documents.find(shop.domain, "BulkOperation", id);
      if (!operation || operation.completedAt !== null) return;
      const file = writer && writer.lines > 0 && status !== "CANCELED" ? (status === "COMPLETED" ? "complete" : "partial") : null;
      const finished: BulkOperation = {
        ...operation,
        status,
        errorCode: status === "FAILED" ? (errorCode ?? "INTERNAL_SERVER_ERROR") : null,
        completedAt: change.now,
        objectCount: writer?.lines ?? 0,
        rootObjectCount: writer?.roots ?? 0,
        fileSize: file && writer ? statSync(writer.path).size : null,
        file,
      };
      this.#world.documents.save(shop.domain, "BulkOperation", finished);
      change.emit("bulk_operations/finish", id, () => finishPayload(change, finished));
    });
    this.#wake();
  }

  #change(shop: Shop, id: Gid, work: (operation: BulkOperation) => BulkOperation): BulkOperation | undefined {
    const operation = this.#world.documents.find(shop.domain, "BulkOperation", id);
    if (!operation) return undefined;
    const changed = work(operation);
    this.#world.documents.save(shop.domain, "BulkOperation", changed);
    return changed;
  }

  async #held() {
    while (this.#world.faults.bulk.hold && !this.#stopped) await pause(10);
  }
}

/** The next nodes of a root connection; of a root field that is none, the one object that it is. */
async function fetchPage(version: string, document: DocumentNode, operation: OperationDefinitionNode, root: FieldNode, after: string | null, contextValue: Context) {
  const paged = root.selectionSet?.selections.some((each) => each.kind === Kind.FIELD && each.name.value === "edges") ?? false;
  const field = paged ? withPage(root, after) : root;
  const single: OperationDefinitionNode = { ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections: [field] } };
  const definitions = document.definitions.map((each) => (each === operation ? single : each));
  const { data, errors } = await execute({ schema: executableSchema(version), document: { kind: Kind.DOCUMENT, definitions }, contextValue, fieldResolver: readProperty });
  if (errors?.[0]) throw errors[0];
  const value = data?.[(root.alias ?? root.name).value];
  if (!paged) return { nodes: value ? [value as Line] : [], next: null };
  const { edges, pageInfo } = value as { edges: { node: Line }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
  contextValue.forget();
  return { nodes: edges.map(({ node }) => node), next: pageInfo.hasNextPage ? pageInfo.endCursor : null };
}

function withPage(root: FieldNode, after: string | null): FieldNode {
  const name = (value: string) => ({ kind: Kind.NAME, value }) as const;
  const field = (value: string, selections?: readonly SelectionNode[]): FieldNode => ({ kind: Kind.FIELD, name: name(value), ...(selections ? { selectionSet: { kind: Kind.SELECTION_SET, selections } } : {}) });
  const kept = (root.arguments ?? []).filter((argument) => !["first", "last", "after", "before"].includes(argument.name.value));
  return {
    ...root,
    arguments: [
      ...kept,
      { kind: Kind.ARGUMENT, name: name("first"), value: { kind: Kind.INT, value: String(pageSize) } },
      ...(after === null ? [] : [{ kind: Kind.ARGUMENT, name: name("after"), value: { kind: Kind.STRING, value: after } } as const]),
    ],
    selectionSet: { kind: Kind.SELECTION_SET, selections: [...(root.selectionSet?.selections ?? []), field("pageInfo", [field("hasNextPage"), field("endCursor")])] },
  };
}

function finishPayload({ shop }: Change, { id, completedAt, createdAt, errorCode, status, type }: BulkOperation) {
  return {
    admin_graphql_api_id: id,
    completed_at: completedAt && inZone(completedAt, shop.timeZone),
    created_at: inZone(createdAt, shop.timeZone),
    error_code: errorCode?.toLowerCase() ?? null,
    status: status.toLowerCase(),
    type: type.toLowerCase(),
  };
}

/** Writes the lines of a result, with the faults that were asked for. */
class LineWriter {
  readonly path: string;
  readonly #stream: WriteStream;
  readonly #world: World;
  lines = 0;
  roots = 0;

  constructor(path: string, world: World) {
    this.path = path;
    this.#world = world;
    this.#stream = createWriteStream(path);
  }

  async write(group: Line[]) {
    const { childrenFirst, duplicateEvery } = this.#world.faults.bulk;
    this.roots += 1;
    for (const line of childrenFirst ? group.toReversed() : group) {
      this.lines += 1;
      const text = `${JSON.stringify(line)}\n`;
      const twice = duplicateEvery !== undefined && duplicateEvery > 0 && this.lines % duplicateEvery === 0;
      if (!this.#stream.write(twice ? text + text : text)) await new Promise<void>((done) => this.#stream.once("drain", () => done()));
    }
  }

  end(): Promise<void> {
    return new Promise((done) => this.#stream.end(() => done()));
  }
}
