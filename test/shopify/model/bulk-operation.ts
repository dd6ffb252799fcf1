import { type Gid } from "./ids.ts";
import { type Instant } from "./time.ts";

export interface BulkOperation {
  id: Gid;
  status: "CREATED" | "RUNNING" | "COMPLETED" | "FAILED" | "CANCELING" | "CANCELED";
  type: "QUERY";
  query: string;
  apiVersion: string;
  token: string;
  groupObjects: boolean;
  errorCode: "ACCESS_DENIED" | "INTERNAL_SERVER_ERROR" | "TIMEOUT" | null;
  createdAt: Instant;
  completedAt: Instant | null;
  objectCount: number;
  rootObjectCount: number;
  fileSize: number | null;
  /** Whether `url` (all of it) or `partialDataUrl` (what there was before it failed) leads to the file. */
  file: "complete" | "partial" | null;
}
