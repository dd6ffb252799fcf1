import { listMails } from "#app/domains/notifications/index.server.ts";
import { ListMails, MailPage } from "#app/domains/notifications/schema.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

export const mails: Resource = {
  GET: endpoint({ family: "problem", permission: "read", summary: "Mails that were sent, or kept to be read here, newest first", query: ListMails, response: MailPage, handle: (ctx, { query }) => listMails(ctx, query) }),
};
