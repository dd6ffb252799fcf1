-- AlterTable
ALTER TABLE "return_lines" ADD COLUMN     "condition" TEXT,
ADD COLUMN     "customer_note" TEXT,
ADD COLUMN     "disposition" TEXT,
ADD COLUMN     "fee_percent" DECIMAL(9,6) NOT NULL DEFAULT 0,
ADD COLUMN     "processed_quantity" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "received_quantity" INTEGER,
ADD COLUMN     "refunded_quantity" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "unit_price" DECIMAL(24,6),
ADD COLUMN     "unit_tax" DECIMAL(24,6);

-- AlterTable
ALTER TABLE "returns" ADD COLUMN     "carrier" TEXT,
ADD COLUMN     "create_sent_at" TIMESTAMPTZ(3),
ADD COLUMN     "customer_note" TEXT,
ADD COLUMN     "exchange_lines" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "fees" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "label_pending" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "mirror" TEXT NOT NULL DEFAULT 'wanted',
ADD COLUMN     "read_at" TIMESTAMPTZ(3),
ADD COLUMN     "reverse_delivery_id" BIGINT,
ADD COLUMN     "reverse_order_ids" BIGINT[],
ADD COLUMN     "shopify_status" TEXT,
ADD COLUMN     "state_since" TIMESTAMPTZ(3),
ADD COLUMN     "told_at" TIMESTAMPTZ(3),
ADD COLUMN     "told_tie" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "tracking_url" TEXT;

-- AlterTable
ALTER TABLE "support_thread_orders" ADD COLUMN     "left_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "support_threads" ADD COLUMN     "closed_by" TEXT;

-- CreateTable
CREATE TABLE "return_refunds" (
    "shop" TEXT NOT NULL,
    "return_id" UUID NOT NULL,
    "attempt" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "amount" DECIMAL(24,6) NOT NULL,
    "currency_code" TEXT NOT NULL,
    "supported" DECIMAL(24,6) NOT NULL,
    "override_reason" TEXT,
    "reference" TEXT,
    "shopify_refund_id" BIGINT,
    "error" TEXT,
    "requested_by" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "return_refunds_pkey" PRIMARY KEY ("shop","return_id","attempt")
);

-- CreateIndex
CREATE INDEX "returns_shop_created_at_id_idx" ON "returns"("shop", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "support_threads_shop_opened_at_id_idx" ON "support_threads"("shop", "opened_at" DESC, "id" DESC);

UPDATE returns SET state_since = updated_at, mirror = CASE WHEN shopify_return_id IS NULL THEN 'wanted' ELSE 'linked' END;
ALTER TABLE returns ALTER COLUMN state_since SET NOT NULL;

-- Shopify allows several returns of an order side by side, and the app shows all that Shopify has.
DROP INDEX returns_one_open;

-- States, spelled once more where nothing can get round them.
ALTER TABLE returns
  ADD CHECK (mirror IN ('wanted', 'linked', 'local', 'missing')),
  ADD CHECK (mirror <> 'linked' OR shopify_return_id IS NOT NULL),
  ADD CHECK (shopify_status IN ('requested', 'open', 'closed', 'declined', 'canceled'));
ALTER TABLE return_lines
  ADD CHECK (quantity > 0),
  ADD CHECK (received_quantity >= 0),
  ADD CHECK (disposition IN ('restocked', 'not_restocked', 'processing_required', 'missing'));
ALTER TABLE return_refunds
  ADD CHECK (source IN ('shopify', 'erp')),
  ADD CHECK (status IN ('requested', 'sending', 'made', 'refused', 'failed', 'revoked')),
  ADD CHECK (amount >= 0);

-- At most one refund of a return is on its way, or of unknown fate.
CREATE UNIQUE INDEX return_refunds_one_under_way ON return_refunds (shop, return_id) WHERE status IN ('requested', 'sending', 'failed');

-- Webhooks about the way back name nothing but their reverse fulfillment order.
CREATE INDEX returns_by_reverse_order ON returns USING gin (reverse_order_ids);

-- Whose limits the clock has to watch.
CREATE INDEX returns_open_since ON returns (shop, state_since) WHERE closed_at IS NULL;

CREATE INDEX support_thread_orders_in_thread ON support_thread_orders (shop, order_id) WHERE left_at IS NULL;

SELECT scope_by_shop('return_refunds'), make_append_only('return_history'), make_append_only('order_assignment_history');
