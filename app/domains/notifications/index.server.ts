import type { Destination } from "#app/platform/outbox.ts";
import { webhookDestination } from "./deliver-webhook.server.ts";
import { mailDestination } from "./send-mail.server.ts";

export { transitionMails, webhookMessages } from "./announcements.ts";
export { listMails } from "./list-mails.server.ts";
export { configureMail } from "./mailer.server.ts";
export { listDeliveries } from "./list-deliveries.server.ts";
export { addWebhookEndpoint, listWebhookEndpoints, removeWebhookEndpoint, rotateWebhookSecret } from "./webhook-endpoints.server.ts";

export const notificationDestinations: readonly Destination[] = [mailDestination, webhookDestination];
