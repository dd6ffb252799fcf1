import { type Answer, adminQuery, demoShop, type StaffUser, type TestApp } from "./app.ts";

/** What local Shopify says of a return. */
export interface ShopifyReturn {
  id: string;
  name: string;
  status: string;
  returnLineItems: { nodes: { id: string; quantity: number; processedQuantity: number; refundedQuantity: number }[] };
  refunds: { nodes: { id: string; totalRefundedSet: { shopMoney: { amount: string } } }[] };
}

const query = `query Returns($id: ID!) { order(id: $id) { totalRefundedSet { shopMoney { amount } } returns(first: 20) { nodes { id name status
  returnLineItems(first: 20) { nodes { id quantity processedQuantity refundedQuantity } }
  refunds(first: 20) { nodes { id totalRefundedSet { shopMoney { amount } } } } } } } }`;

/** Drives the app's returns over HTTP, and local Shopify as its merchant and customer do. */
export function returnsOf(app: TestApp) {
  const merchant = (text: string, variables: Record<string, unknown>) => adminQuery(app.shopify, text, variables);
  return {
    /** An order of the shop; paid by card, unless another gateway is named. */
    take: (template: string, gateway = "bogus"): Promise<string> => app.takeOrder(template, { gateway }),
    act: (orderId: string, action: string, more: object = {}, as: StaffUser = "operator"): Promise<Answer> =>
      app.request("POST", "/sync/orders/returns", { as, body: { shop_domain: demoShop, orderId, action, ...more } }),
    /** Each action in turn, with what it causes. */
    walk: async (orderId: string, actions: (string | [string, object])[]): Promise<void> => {
      for (const each of actions) {
        const [action, more] = typeof each === "string" ? [each, {}] : each;
        const { status, body } = await app.request("POST", "/sync/orders/returns", { body: { shop_domain: demoShop, orderId, action, ...more } });
        if (status !== 200) throw new Error(`${action}: ${status} ${body.message}`);
        await app.settle();
      }
    },
    order: async (orderId: string): Promise<Answer["body"]> => (await app.request("GET", `/sync/orders/${encodeURIComponent(orderId)}`)).body.order,
    inShopify: async (orderId: string): Promise<ShopifyReturn[]> => (await merchant(query, { id: orderId })).order.returns.nodes,
    refunded: async (orderId: string): Promise<string> => (await merchant(query, { id: orderId })).order.totalRefundedSet.shopMoney.amount,
    merchant,
    /** The wait before the next attempt of the outbox is over. */
    retryNow: async (): Promise<void> => {
      const ctx = await app.context();
      await ctx.sql`update outbox_events set next_attempt_at = now() where shop = ${ctx.shop} and status = 'PENDING'`;
      await app.settle();
    },
    event: (event_type: string, data: object, more: object = {}): Promise<Answer> =>
      app.request("POST", "/v1/events", { body: { tenant: demoShop, source: "test", event_id: crypto.randomUUID(), event_type, data, ...more } }),
  };
}
