import { connectPage, type ConnectionArgs, pageRequest } from "../admin-api/connection.ts";
import { notAnswered, refuse } from "../admin-api/errors.ts";
import { findable } from "../admin-api/node.ts";
import { type Resolvers } from "../admin-api/resolvers.ts";
import { legacyId, type Gid } from "../model/ids.ts";
import { type WebhookSubscription } from "../model/webhook-subscription.ts";

findable("WebhookSubscription", ({ world, shop }, id) => world.documents.find(shop.domain, "WebhookSubscription", id));

interface SubscriptionInput {
  uri?: string | null;
  callbackUrl?: string | null;
  name?: string | null;
  filter?: string | null;
  format?: string | null;
  includeFields?: string[] | null;
}

const addressField = ["webhookSubscription", "callbackUrl"];

/** `ORDERS_CREATE` as `orders/create`, and back. */
function topicOf(name: string): string {
  const families = ["app", "bulk_operations", "fulfillment_events", "fulfillment_holds", "fulfillment_orders", "fulfillments", "inventory_items", "inventory_levels", "locations", "order_transactions", "orders", "products", "refunds", "returns", "reverse_deliveries", "reverse_fulfillment_orders", "shop"];
  const lower = name.toLowerCase();
  const family = families.filter((each) => lower.startsWith(`${each}_`)).sort((a, b) => b.length - a.length)[0];
  if (!family) throw notAnswered(`webhookSubscriptionCreate(topic: ${name})`, "nothing here ever causes that topic");
  return `${family}/${lower.slice(family.length + 1)}`;
}

/** Subscriptions that are made through the API, for one shop; those of the app's TOML are not among them. */
export const webhookResolvers: Resolvers = {
  types: {
    WebhookSubscription: {
      legacyResourceId: ({ id }: WebhookSubscription) => legacyId(id),
      topic: ({ topic }: WebhookSubscription) => topic.replace("/", "_").toUpperCase(),
      format: () => "JSON",
      apiVersion: ({ apiVersion }: WebhookSubscription) => ({ handle: apiVersion, displayName: apiVersion, supported: true }),
      metafieldNamespaces: () => [],
    },
  },
  queries: {
    webhookSubscription: (_source, { id }: { id: Gid }, { world, shop }) => world.documents.find(shop.domain, "WebhookSubscription", id) ?? null,
    webhookSubscriptions: (_source, { query, topics, uri, ...args }: ConnectionArgs & { query?: string; topics?: string[]; uri?: string }, context) => {
      if (query) throw notAnswered("webhookSubscriptions(query:)");
      const clauses = ["1"];
      const values: string[] = [];
      if (uri) {
        clauses.push("json_extract(body, '$.uri') = ?");
        values.push(uri);
      }
      if (topics?.length) {
        clauses.push(`json_extract(body, '$.topic') in (${topics.map(() => "?").join(", ")})`);
        values.push(...topics.map(topicOf));
      }
      return connectPage(context.world.documents.page(context.shop.domain, "WebhookSubscription", pageRequest(args, context, "id"), { where: clauses.join(" and "), values }));
    },
  },
  mutations: {
    webhookSubscriptionCreate: (change, { topic: name, webhookSubscription: input }: { topic: string; webhookSubscription: SubscriptionInput }, { version }) => {
      const { world, shop, now } = change;
      const uri = input.uri ?? input.callbackUrl ?? "";
      if (!uri) refuse(addressField, "Address can't be blank");
      if (!URL.canParse(uri)) refuse(addressField, "Address is invalid");
      const { protocol, hostname } = new URL(uri);
      if (protocol !== "https:" && !(protocol === "http:" && hostname === "localhost")) refuse(addressField, `Address protocol ${protocol}// is not supported`);
      if (input.filter) throw notAnswered("webhookSubscriptionCreate(webhookSubscription: { filter })");
      const topic = topicOf(name);
      const others = world.documents.list(shop.domain, "WebhookSubscription");
      if (others.some((other) => other.topic === topic && other.uri === uri)) refuse(addressField, "Address for this topic has already been taken");
      if (input.name && others.some((other) => other.name === input.name)) refuse(["webhookSubscription", "name"], "Name already exists, no duplicate allowed");
      const subscription: WebhookSubscription = {
        id: change.id("WebhookSubscription"),
        topic,
        uri,
        name: input.name ?? null,
        filter: "",
        includeFields: input.includeFields ?? [],
        apiVersion: version,
        createdAt: now,
        updatedAt: now,
      };
      world.documents.save(shop.domain, "WebhookSubscription", subscription);
      return { webhookSubscription: subscription };
    },
    webhookSubscriptionDelete: ({ world, shop }, { id }: { id: Gid }) => {
      if (!world.documents.find(shop.domain, "WebhookSubscription", id)) refuse(["id"], "Webhook subscription does not exist");
      world.documents.remove(shop.domain, id);
      return { deletedWebhookSubscriptionId: id };
    },
  },
};
