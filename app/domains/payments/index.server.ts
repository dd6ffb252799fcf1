export { paymentDestinations } from "./destinations.server.ts";
export { findRefund, refundPayment, type Refunded, type RefundRequest } from "./refund-payment.server.ts";
