import { type Shop } from "../model/shop.ts";
import { member, moment, plain, type SearchFields, text } from "../search/to-sql.ts";
import { type SqlCondition } from "../state/page.ts";

const fulfillmentWords: Record<string, string> = { shipped: "fulfilled", unshipped: "unfulfilled", partial: "partially_fulfilled", fulfilled: "fulfilled", unfulfilled: "unfulfilled" };

/** What orders can be searched by. */
export function orderSearch({ timeZone }: Shop): SearchFields {
  return {
    resource: "orders",
    fields: {
      id: plain("id", (value) => Number(value.slice(value.lastIndexOf("/") + 1))),
      name: ({ value }) => named(value),
      email: text("email"),
      created_at: moment("created_at", timeZone),
      updated_at: moment("updated_at", timeZone),
      processed_at: moment("processed_at", timeZone),
      return_status: plain("return_status", (value) => value.toUpperCase()),
      financial_status: ({ value }) => (value === "any" ? always : { where: "financial_status = ?", values: [value.toLowerCase()] }),
      fulfillment_status: ({ value }) =>
        value === "any" ? always : { where: "fulfillment_status = ?", values: [fulfillmentWords[value.toLowerCase()] ?? value.toLowerCase()] },
      status: ({ value }) => (value === "any" ? always : value === "not_closed" ? { where: "status <> 'closed'", values: [] } : { where: "status = ?", values: [value] }),
      tag: member("tags"),
      tag_not: (term) => {
        const { where, values } = member("tags")(term);
        return { where: `not (${where})`, values };
      },
      gateway: member("gateways"),
      sku: member("skus"),
      customer_id: plain("customer_id", Number),
      source_name: text("source_name"),
      test: ({ value }) => ({ where: "test = ?", values: [value === "true" ? 1 : 0] }),
    },
    text: (value) => {
      const name = named(value);
      return { where: `${name.where} or lower(email) = ? or instr(lower(ifnull(customer, '')), ?) > 0 or instr(skus, ?) > 0`, values: [...name.values, value.toLowerCase(), value.toLowerCase(), `,${value.toLowerCase()},`] };
    },
  };
}

const always: SqlCondition = { where: "1", values: [] };

/** Shopify finds `#1001` also by `1001`. */
function named(value: string): SqlCondition {
  const { where, values } = text("name")({ value });
  return { where: `(${where} or lower(name) = ?)`, values: [...values, `#${value.toLowerCase()}`] };
}
