import { type Resolvers } from "../admin-api/resolvers.ts";

export const bulkResolvers: Resolvers = {};
