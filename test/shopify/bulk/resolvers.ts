import { connectPage, type ConnectionArgs, pageRequest } from "../admin-api/connection.ts";
import { type Context } from "../admin-api/context.ts";
import { invalidId, refuse } from "../admin-api/errors.ts";
import { findable } from "../admin-api/node.ts";
import { type Resolvers } from "../admin-api/resolvers.ts";
import { adminSchema } from "../admin-api/schema.ts";
import { type BulkOperation } from "../model/bulk-operation.ts";
import { legacyId, typeOfGid, type Gid } from "../model/ids.ts";
import { moment, plain, searchCondition, type SearchFields } from "../search/to-sql.ts";
import { checkBulkQuery } from "./check-query.ts";
import { fileAddress } from "./routes.ts";

const mostAtOnce = 5;
const mostBytes = 10_000;

findable("BulkOperation", findOperation);

function findOperation({ world, shop }: Context, id: Gid): BulkOperation | undefined {
  return world.documents.find(shop.domain, "BulkOperation", id);
}

function search({ shop }: Context): SearchFields {
  return {
    resource: "bulkOperations",
    fields: {
      id: plain("id", Number),
      status: plain("json_extract(body, '$.status')", (value) => value.toUpperCase()),
      operation_type: plain("json_extract(body, '$.type')", (value) => value.toUpperCase()),
      created_at: moment("json_extract(body, '$.createdAt')", shop.timeZone),
    },
    text: () => ({ where: "0", values: [] }),
  };
}

interface ListArgs extends ConnectionArgs {
  query?: string | null;
}

export const bulkResolvers: Resolvers = {
  types: {
    BulkOperation: {
      objectCount: ({ objectCount }: BulkOperation) => String(objectCount),
      rootObjectCount: ({ rootObjectCount }: BulkOperation) => String(rootObjectCount),
      fileSize: ({ fileSize }: BulkOperation) => (fileSize === null ? null : String(fileSize)),
      url: ({ id, file }: BulkOperation, _args, { world }) => (file === "complete" ? fileAddress(world, legacyId(id)) : null),
      partialDataUrl: ({ id, file }: BulkOperation, _args, { world }) => (file === "partial" ? fileAddress(world, legacyId(id)) : null),
    },
  },
  queries: {
    bulkOperation: (_source, { id }: { id: Gid }, context) => {
      if (typeOfGid(id) !== "BulkOperation") throw invalidId(id);
      return findOperation(context, id) ?? null;
    },
    // Ids grow with time: they sort by the moment of creation too.
    bulkOperations: (_source, { query, ...args }: ListArgs, context) =>
      connectPage(context.world.documents.page(context.shop.domain, "BulkOperation", pageRequest(args, context, "id"), searchCondition(query, search(context)))),
  },
  mutations: {
    bulkOperationRunQuery: (change, { query, groupObjects }: { query: string; groupObjects: boolean }, { version, token }) => {
      const { world, shop, now } = change;
      if (Buffer.byteLength(query) > mostBytes) refuse(["query"], `Query is too large (${Buffer.byteLength(query)} bytes; maximum is ${mostBytes} bytes)`, "INVALID");
      const checked = checkBulkQuery(adminSchema(version), query);
      if ("problem" in checked) refuse(["query"], checked.problem, "INVALID");
      const busy = world.documents.list(shop.domain, "BulkOperation").filter(({ completedAt }) => completedAt === null);
      if (busy.length >= mostAtOnce || world.faults.bulk.refuse) {
        const ids = busy.map(({ id }) => id).join(", ") || "gid://shopify/BulkOperation/1";
        refuse(null, `A bulk query operation for this app and shop is already in progress: ${ids}.`, "OPERATION_IN_PROGRESS");
      }
      const operation: BulkOperation = {
        id: change.id("BulkOperation"),
        status: "CREATED",
        type: "QUERY",
        query,
        apiVersion: version,
        token: token.token,
        groupObjects,
        errorCode: null,
        createdAt: now,
        completedAt: null,
        objectCount: 0,
        rootObjectCount: 0,
        fileSize: null,
        file: null,
      };
      world.documents.save(shop.domain, "BulkOperation", operation);
      change.after.push(() => world.startBulk(shop.domain, operation.id));
      return { bulkOperation: operation };
    },
    bulkOperationCancel: ({ world, shop }, { id }: { id: Gid }) => {
      const operation = world.documents.find(shop.domain, "BulkOperation", id) ?? refuse(["id"], "Bulk operation does not exist");
      const words = operation.status.toLowerCase();
      if (operation.completedAt !== null) refuse(null, `A bulk operation cannot be canceled when it is ${words}`, undefined, { bulkOperation: operation });
      const canceling: BulkOperation = { ...operation, status: "CANCELING" };
      world.documents.save(shop.domain, "BulkOperation", canceling);
      return { bulkOperation: canceling };
    },
  },
};
