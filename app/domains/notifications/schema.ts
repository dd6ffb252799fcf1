import { z } from "zod";
import { callParameters, Limit } from "#app/platform/query.ts";
import { Instant } from "#app/platform/instant.ts";

/** The body of POST /api/settings/webhook-endpoints. */
export const NewWebhookEndpoint = z.object({
  shop_domain: z.string().optional(),
  url: z.string().trim().max(2_000),
  description: z.string().trim().max(200).default(""),
});
export type NewWebhookEndpoint = z.infer<typeof NewWebhookEndpoint>;

/** One of the shop's own endpoints, which are told of every transition. */
export const WebhookEndpoint = z.object({
  id: z.string(),
  url: z.string(),
  description: z.string(),
  createdAt: Instant,
  /** Set when the endpoint answered that it is gone for good. */
  disabledAt: Instant.nullable(),
});
export type WebhookEndpoint = z.infer<typeof WebhookEndpoint>;

/** An endpoint that was just added, with the secret by which it verifies what it gets. */
export const AddedWebhookEndpoint = WebhookEndpoint.extend({ secret: z.string() });
export type AddedWebhookEndpoint = z.infer<typeof AddedWebhookEndpoint>;

export const MailStatus = z.enum(["sent", "kept", "failed"]);
export type MailStatus = z.infer<typeof MailStatus>;

/** The query of GET /api/mails. */
export const ListMails = z.object({
  limit: Limit.default(50),
  before: z.uuid().optional(),
  ...callParameters,
});
export type ListMails = z.infer<typeof ListMails>;

/** A mail that was sent, or that was kept to be read in the app because no mail server is set up or nobody's address is known. */
export const Mail = z.object({
  id: z.string(),
  orderId: z.string().nullable(),
  recipient: z.string().nullable(),
  subject: z.string(),
  text: z.string(),
  status: MailStatus,
  error: z.string().nullable(),
  at: Instant,
});
export type Mail = z.infer<typeof Mail>;

/** The answer of GET /api/mails. */
export const MailPage = z.object({ mails: z.array(Mail), next: z.string().nullable() });

/** What rotating an endpoint's secret answers. */
export const RotatedSecret = z.object({ id: z.string(), secret: z.string(), previousUntil: Instant });

/** A message to one of the shop's endpoints, and how far it got. */
export const Delivery = z.object({
  id: z.string(),
  endpointId: z.string(),
  url: z.string().nullable(),
  type: z.string(),
  orderId: z.string().nullable(),
  orderName: z.string().nullable(),
  status: z.enum(["PENDING", "DELIVERED", "FAILED", "IGNORED"]),
  attempts: z.number().int(),
  lastError: z.string().nullable(),
  createdAt: Instant,
  deliveredAt: Instant.nullable(),
});
export type Delivery = z.infer<typeof Delivery>;
