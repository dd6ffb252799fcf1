/** The gateway of a payment that somebody recorded by hand. */
export const manualGateway = "manual";
export const cashOnDelivery = "Cash on Delivery (COD)";

const manual = new Set([manualGateway, cashOnDelivery, "Cash on Delivery", "cash_on_delivery", "Bank Deposit", "Money Order"]);

/** Whether money comes in some way that Shopify does not see itself. */
export function isManual(gateway: string): boolean {
  return manual.has(gateway);
}

const titles: Record<string, string> = { bogus: "Bogus Gateway", manual: "Manual", paypal: "PayPal", shopify_payments: "Shopify Payments", razorpay: "Razorpay" };

export function gatewayTitle(gateway: string): string {
  return titles[gateway] ?? gateway;
}
