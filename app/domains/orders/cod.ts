/** Whether one of the order's payment gateways takes the money at the door. */
export function isCashOnDelivery(gateways: readonly string[]): boolean {
  return gateways.some((gateway) => /cash[ _-]?on[ _-]?delivery|\bcod\b|contre[ -]remboursement|nachnahme/i.test(gateway));
}

/** Where a cash-on-delivery order's money is; null for any other order. */
export function codStatusOf(gateways: readonly string[], financialStatus: string | null): "pending" | "captured" | null {
  if (!isCashOnDelivery(gateways)) return null;
  return financialStatus !== null && ["paid", "partially_refunded", "refunded"].includes(financialStatus) ? "captured" : "pending";
}
