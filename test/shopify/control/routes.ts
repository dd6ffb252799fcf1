import { type GraphqlExecutor } from "../admin-api/execute.ts";
import { readJson } from "../http/request.ts";
import { type Exchange, type Route } from "../http/router.ts";
import { sendJson } from "../http/respond.ts";
import { issueSessionToken } from "../oauth/session-token.ts";
import { issueLocalToken } from "../oauth/tokens.ts";
import { type StaffRole } from "../model/shop.ts";
import { type World } from "../state/world.ts";
import { type WebhookSender } from "../webhooks/sender.ts";
import { createOrders, readOrder, listDeliveries } from "./orders.ts";
import { actAsCarrier, actAsCustomer, uninstall, redact, setScopes } from "./actions.ts";
import { setFaults } from "./faults.ts";
import { Input, queryInput } from "./input.ts";
import { resetWorld } from "./reset.ts";
import { sendWebhook } from "./send-webhook.ts";
import { edit, remove } from "./staff-actions.ts";
import { cancel, fulfill, pay } from "./work-orders.ts";

export interface Control {
  world: World;
  executor: GraphqlExecutor;
  sender: WebhookSender;
}

const roles: StaffRole[] = ["owner", "agent", "viewer", "operator"];

/** The endpoints under `/_local`, by which tests and people steer this Shopify. */
export function controlRoutes(control: Control): Route[] {
  const { world, sender } = control;
  const get = (path: string, known: string[], answer: (input: Input, exchange: Exchange) => unknown): Route => ({
    method: "GET",
    path,
    handle: (exchange) => sendJson(exchange.response, 200, answer(queryInput(exchange, known), exchange), { "Access-Control-Allow-Origin": "*" }),
  });
  const post = (path: string, known: string[], answer: (input: Input) => unknown): Route => ({
    method: "POST",
    path,
    handle: async ({ request, response }) => {
      const result = await answer(new Input(await readJson(request), known));
      sender.wake();
      sendJson(response, 200, result);
    },
  });
  return [
    get("/_local/session-token", ["shop", "user"], (input) => {
      const shop = input.shop(world);
      const role = input.oneOf("user", roles) ?? "owner";
      return issueSessionToken(world.options, shop, shop.staff.find((staff) => staff.role === role)!);
    }),
    get("/_local/access-token", ["shop"], (input) => ({ accessToken: issueLocalToken(world, input.shop(world)).token })),
    get("/_local/requests", ["operation", "since"], (input) => ({ requests: world.requests.list(input.text("operation"), input.text("since")) })),
    get("/_local/deliveries", ["shop", "topic", "order", "limit"], (input) => listDeliveries(world, input)),
    get("/_local/order", ["shop", "order"], (input) => readOrder(world, input)),
    get("/_local/flow-triggers", [], () => ({ triggers: world.flowTriggers })),
    get("/_local/faults", [], () => world.faults),
    post("/_local/orders", ["shop", "count", "template", "createdAt", "ageHours", "tags", "email", "gateway", "webhooks"], (input) => createOrders(control, input)),
    post("/_local/webhooks", ["shop", "topic", "payload", "raw", "eventId", "webhookId", "triggeredAt", "apiVersion", "copies", "badHmac", "address", "omit"], (input) => sendWebhook(world, input)),
    post("/_local/faults", ["dropWebhooks", "duplicateWebhooks", "reorderWebhooks", "throttle", "fail", "latencyMs", "bulk"], (input) => setFaults(world, input)),
    post("/_local/carrier", ["shop", "order", "status", "message", "happenedAt"], (input) => actAsCarrier(world, input)),
    post("/_local/returns/request", ["shop", "order", "quantity", "reason", "note"], (input) => actAsCustomer(world, input)),
    post("/_local/orders/edit", ["shop", "order", "add", "remove"], (input) => edit(world, input)),
    post("/_local/orders/pay", ["shop", "order"], (input) => pay(control, input)),
    post("/_local/orders/fulfill", ["shop", "order", "carrier", "tracking"], (input) => fulfill(control, input)),
    post("/_local/orders/cancel", ["shop", "order"], (input) => cancel(control, input)),
    post("/_local/orders/delete", ["shop", "order"], (input) => remove(world, input)),
    post("/_local/uninstall", ["shop"], (input) => uninstall(world, input)),
    post("/_local/redact", ["shop", "topic", "customer", "orders"], (input) => redact(world, input)),
    post("/_local/scopes", ["shop", "scopes"], (input) => setScopes(world, input)),
    post("/_local/settle", ["withinMs"], async (input) => {
      await sender.settled(input.number("withinMs") ?? 0);
      return { settled: true };
    }),
    post("/_local/reset", [], () => resetWorld(control)),
  ];
}
