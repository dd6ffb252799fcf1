import { type Gid, newUuid } from "../model/ids.ts";
import { type Shop } from "../model/shop.ts";
import { type World } from "../state/world.ts";
import { readAppConfig } from "./app-config.ts";

/** Something that happened, and what subscribers are told of it. */
export interface Event {
  topic: string;
  payload: object;
  orderId: Gid | null;
}

interface Target {
  address: string;
  apiVersion: string;
  name: string | null;
  includeFields: string[];
}

const sentWithoutToken = new Set(["app/uninstalled", "customers/data_request", "customers/redact", "shop/redact"]);

/**
 * Queues the webhooks of one action, within its transaction. Nothing is queued for a shop that has not installed the app,
 * save for what Shopify sends after an uninstall. All deliveries of the action share one event id.
 */
export function publish(world: World, shop: Shop, events: Event[], faultless = false) {
  const eventId = newUuid();
  const now = world.options.now();
  const installed = world.tokens.isInstalled(shop.domain);
  for (const { topic, payload, orderId } of events) {
    if (!installed && !sentWithoutToken.has(topic)) continue;
    for (const target of targetsOf(world, shop, topic)) {
      const body = JSON.stringify(target.includeFields.length > 0 ? pick(payload, target.includeFields) : payload);
      const { address, apiVersion, name } = target;
      const triggeredAt = new Date(now).toISOString();
      const delivery = { webhookId: newUuid(), eventId, shop: shop.domain, topic, address, body, apiVersion, name, triggeredAt, orderId };
      if (!faultless && isLost(world, topic)) {
        world.deliveries.add({ ...delivery, nextAt: null }, "lost on request");
        continue;
      }
      for (let copy = 0; copy < (faultless ? 1 : copies(world)); copy += 1) world.deliveries.add({ ...delivery, nextAt: Date.now() + delay(world) });
    }
  }
}

function targetsOf(world: World, shop: Shop, topic: string): Target[] {
  const { appToml, appUrl } = world.options;
  const fromApp = readAppConfig(appToml).subscriptions.filter(({ topics }) => topics.includes(topic));
  const fromApi = world.documents.list(shop.domain, "WebhookSubscription").filter((subscription) => subscription.topic === topic);
  return [
    ...fromApp.map(({ uri, apiVersion, name, includeFields }) => ({ address: absolute(uri, appUrl), apiVersion, name, includeFields })),
    ...fromApi.map(({ uri, apiVersion, name, includeFields }) => ({ address: uri, apiVersion, name, includeFields })),
  ];
}

function absolute(uri: string, appUrl: string): string {
  return uri.startsWith("/") ? appUrl.replace(/\/$/, "") + uri : uri;
}

function pick(payload: object, fields: string[]): object {
  return Object.fromEntries(Object.entries(payload).filter(([key]) => fields.includes(key)));
}

function isLost({ faults }: World, topic: string): boolean {
  const { dropWebhooks } = faults;
  if (Array.isArray(dropWebhooks)) return dropWebhooks.includes(topic);
  if (dropWebhooks > 0 && dropWebhooks < 1) return Math.random() < dropWebhooks;
  if (dropWebhooks <= 0) return false;
  faults.dropWebhooks = dropWebhooks - 1;
  return true;
}

function copies({ faults: { duplicateWebhooks } }: World): number {
  if (duplicateWebhooks > 0 && duplicateWebhooks < 1) return Math.random() < duplicateWebhooks ? 2 : 1;
  return 1 + Math.floor(duplicateWebhooks);
}

function delay({ faults: { reorderWebhooks } }: World): number {
  const most = reorderWebhooks === true ? 2000 : Number(reorderWebhooks);
  return Math.round(Math.random() * most);
}
