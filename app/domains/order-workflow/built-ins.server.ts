import { cancelOrder, capturePayment, commitInventory, emitWebhook, putBackInventory, refundPayment, releaseInventory, reserveInventory, sendEmail } from "./effects.server.ts";
import { inventoryAvailable, paymentAuthorized, paymentCaptured, paysOnDelivery, roleAllowed } from "./guards.server.ts";
import { registerEffect, registerGuard } from "./registry.ts";

/** Makes known the guards and effects that come with the workflow. Other domains' and a shop's own are registered in app/registry.server.ts. */
export function registerBuiltIns(): void {
  registerGuard("role_allowed", roleAllowed);
  registerGuard("payment_authorized", paymentAuthorized);
  registerGuard("payment_captured", paymentCaptured);
  registerGuard("inventory_available", inventoryAvailable);
  registerGuard("pays_on_delivery", paysOnDelivery);

  registerEffect("capture_payment", capturePayment);
  registerEffect("refund_payment", refundPayment);
  registerEffect("cancel_order", cancelOrder);
  registerEffect("reserve_inventory", reserveInventory);
  registerEffect("release_inventory", releaseInventory);
  registerEffect("commit_inventory", commitInventory);
  registerEffect("put_back_inventory", putBackInventory);
  registerEffect("send_email", sendEmail);
  registerEffect("emit_webhook", emitWebhook);
}
