-- CreateTable
CREATE TABLE "customer_requests" (
    "shop" TEXT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "customer_id" BIGINT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "correlation_id" TEXT NOT NULL,

    CONSTRAINT "customer_requests_pkey" PRIMARY KEY ("shop","order_id","kind")
);


ALTER TABLE "customer_requests" ADD CONSTRAINT "customer_requests_kind" CHECK ("kind" IN ('cancel', 'return'));
SELECT scope_by_shop('customer_requests');
