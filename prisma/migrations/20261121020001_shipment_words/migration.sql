-- AlterTable
ALTER TABLE "orders" ADD COLUMN     "carrier_only" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "shipping_acknowledged_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "shipment_events" ADD COLUMN     "carrier" TEXT,
ADD COLUMN     "deleted" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "shipments" ADD COLUMN     "stage" TEXT NOT NULL DEFAULT 'none',
ADD COLUMN     "told_status" TEXT;

-- CreateTable
CREATE TABLE "waiting_carrier_events" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "event" JSONB NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "waiting_carrier_events_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "applied_limits" (
    "shop" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "applied_limits_pkey" PRIMARY KEY ("shop")
);

-- CreateIndex
CREATE INDEX "waiting_carrier_events_shop_reference_idx" ON "waiting_carrier_events"("shop", "reference");


SELECT scope_by_shop('waiting_carrier_events'), scope_by_shop('applied_limits');

-- What was a shipment's carrier status so far came from its snapshot or from an event; the events are still there.
UPDATE shipments SET told_status = carrier_status;

ALTER TABLE shipments ADD CHECK (stage IN ('none', 'label_printed', 'in_transit', 'out_for_delivery', 'delivered', 'delayed', 'failed'));

-- The shipments feed: fulfilments newest first, and the few orders whose parcels Shopify has no fulfilment for.
CREATE INDEX shipments_feed ON shipments (shop, created_at DESC, id DESC) WHERE status NOT IN ('cancelled', 'error', 'failure');
CREATE INDEX shipments_feed_by_stage ON shipments (shop, stage, created_at DESC, id DESC) WHERE status NOT IN ('cancelled', 'error', 'failure');
CREATE INDEX orders_carrier_only ON orders (shop, created_at DESC, id DESC) WHERE deleted_at IS NULL AND carrier_only;
