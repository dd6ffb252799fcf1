import { type Gid } from "./ids.ts";
import { type Instant } from "./time.ts";

/** A subscription made through the Admin API, for one shop. */
export interface WebhookSubscription {
  id: Gid;
  /** `orders/create` */
  topic: string;
  uri: string;
  name: string | null;
  filter: string;
  includeFields: string[];
  apiVersion: string;
  createdAt: Instant;
  updatedAt: Instant;
}
