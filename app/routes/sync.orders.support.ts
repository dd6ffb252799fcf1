import { z } from "zod";
import { addToThread, escalateOrders, listThreads, releaseOrders } from "#app/domains/support/index.server.ts";
import { AddToThread, EscalateOrders, ListThreads, ReleaseOrders, ThreadsPage } from "#app/domains/support/schema.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";
import { updated } from "#app/http/sync-answers.ts";

export const syncOrdersSupport: Resource = {
  GET: endpoint({ family: "sync", permission: "read", query: ListThreads, response: ThreadsPage, summary: "Support's threads, the latest first", handle: (ctx, { query }) => listThreads(ctx, query) }),
  POST: endpoint({
    family: "sync",
    permission: "orders:write",
    body: EscalateOrders,
    summary: "Asks support to look at orders",
    response: updated({ supportThread: z.string().nullable() }),
    handle: async (ctx, { body }) => ({ success: true, updatedOrders: await escalateOrders(ctx, body) }),
  }),
};

export const syncOrdersSupportRelease: Resource = {
  POST: endpoint({
    family: "sync",
    permission: "orders:write",
    body: ReleaseOrders,
    summary: "Gives orders back from support to whoever had them",
    response: updated({ assignedTo: z.string().nullable(), supportThread: z.null() }),
    handle: async (ctx, { body }) => ({ success: true, updatedOrders: await releaseOrders(ctx, body) }),
  }),
};

export const syncOrdersSupportNotes: Resource = {
  POST: endpoint({
    family: "sync",
    permission: "orders:write",
    body: AddToThread,
    summary: "Adds a note or a conversation to a support thread",
    response: updated({ supportThread: z.string() }),
    handle: async (ctx, { body }) => ({ success: true, updatedOrders: await addToThread(ctx, body) }),
  }),
};
