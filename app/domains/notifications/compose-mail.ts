import type { WorkflowState } from "#app/domains/orders/schema.ts";

export interface MailContent {
  to: "team" | "customer";
  toState: WorkflowState;
  note: string;
  orderName: string;
  shopName: string;
}

const toCustomer: Record<WorkflowState, string> = {
  pending: "waits for its payment",
  paid: "is paid. Thank you!",
  shipped: "is on its way to you",
  fulfilled: "has been delivered",
  cancelled: "has been cancelled",
  refunded: "has been refunded",
  returned: "has come back to us",
};

/** The words of a mail about an order's state. A note is for the team and never reaches the customer. */
export function composeMail({ to, toState, note, orderName, shopName }: MailContent): { subject: string; text: string } {
  if (to === "customer") {
    const sentence = `Your order ${orderName} ${toCustomer[toState]}`.replace(/(?<!!)$/, ".");
    return { subject: `${shopName}: order ${orderName}`, text: `Hello,\n\n${sentence}\n\n${shopName}\n` };
  }
  return { subject: `${orderName} is ${toState}`, text: [`Order ${orderName} is ${toState} now.`, ...(note ? [`Note: ${note}`] : [])].join("\n\n") + "\n" };
}
