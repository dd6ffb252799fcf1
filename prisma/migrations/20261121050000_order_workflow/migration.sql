-- AlterTable
ALTER TABLE "orders" ADD COLUMN     "told_state" TEXT NOT NULL DEFAULT 'pending';

-- AlterTable
ALTER TABLE "shops" ADD COLUMN     "shopify_plus" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "cod_accounts" (
    "shop" TEXT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "currency_code" TEXT NOT NULL,
    "expected" DECIMAL(24,6) NOT NULL,
    "captured" DECIMAL(24,6) NOT NULL DEFAULT 0,
    "refunded" DECIMAL(24,6) NOT NULL DEFAULT 0,

    CONSTRAINT "cod_accounts_pkey" PRIMARY KEY ("shop","order_id")
);

-- CreateTable
CREATE TABLE "cod_entries" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "order_id" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "amount" DECIMAL(24,6) NOT NULL,
    "reason" TEXT,
    "refund_key" TEXT,
    "shopify_refund_id" BIGINT,
    "actor_id" TEXT NOT NULL,
    "actor_label" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "correlation_id" TEXT NOT NULL,

    CONSTRAINT "cod_entries_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "mails" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "order_id" BIGINT,
    "recipient" TEXT,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "error" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mails_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "webhook_endpoints" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "secret" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" TEXT NOT NULL,
    "disabled_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_endpoints_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "shipment_contracts" (
    "shop" TEXT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "version" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "summary" JSONB NOT NULL,
    "built_at" TIMESTAMPTZ(3) NOT NULL,
    "built_by" TEXT NOT NULL,

    CONSTRAINT "shipment_contracts_pkey" PRIMARY KEY ("shop","order_id","version")
);

-- CreateTable
CREATE TABLE "product_logistics" (
    "shop" TEXT NOT NULL,
    "variant_id" BIGINT NOT NULL,
    "grams" INTEGER,
    "length_mm" INTEGER,
    "width_mm" INTEGER,
    "height_mm" INTEGER,
    "hazmat" TEXT,
    "read_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "product_logistics_pkey" PRIMARY KEY ("shop","variant_id")
);

-- CreateTable
CREATE TABLE "transition_runs" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "to_state" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "params" JSONB NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'planned',
    "total" INTEGER NOT NULL,
    "actor" JSONB,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "correlation_id" TEXT NOT NULL,

    CONSTRAINT "transition_runs_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "transition_run_items" (
    "shop" TEXT NOT NULL,
    "run_id" UUID NOT NULL,
    "order_id" BIGINT NOT NULL,
    "position" INTEGER NOT NULL,
    "order_name" TEXT NOT NULL,
    "from_state" TEXT NOT NULL,
    "planned_version" INTEGER NOT NULL,
    "plan" TEXT NOT NULL,
    "transition" TEXT,
    "guard" TEXT,
    "reason" TEXT,
    "outcome" TEXT,
    "outcome_reason" TEXT,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "transition_run_items_pkey" PRIMARY KEY ("shop","run_id","order_id")
);

-- CreateIndex
CREATE INDEX "cod_entries_shop_order_id_idx" ON "cod_entries"("shop", "order_id");

-- CreateIndex
CREATE INDEX "mails_shop_order_id_idx" ON "mails"("shop", "order_id");

-- CreateIndex
CREATE INDEX "transition_runs_shop_created_at_idx" ON "transition_runs"("shop", "created_at" DESC);

-- CreateIndex
CREATE INDEX "transition_run_items_shop_run_id_position_idx" ON "transition_run_items"("shop", "run_id", "position");


-- ---------------------------------------------------------------------------------------------------------------------
-- What Prisma's schema cannot say.

-- What Shopify told before this column was there is where the order is.
UPDATE orders SET told_state = workflow_state;

SELECT scope_by_shop('mails'), scope_by_shop('webhook_endpoints'), scope_by_shop('cod_accounts'), scope_by_shop('cod_entries'), scope_by_shop('shipment_contracts'),
  scope_by_shop('product_logistics'), scope_by_shop('transition_runs'), scope_by_shop('transition_run_items');
SELECT make_append_only('cod_entries'), make_append_only('shipment_contracts');

ALTER TABLE mails ADD CHECK (status IN ('sent', 'kept', 'failed'));
ALTER TABLE transition_runs ADD CHECK (status IN ('planned', 'running', 'done'));
ALTER TABLE transition_run_items ADD CHECK (plan IN ('apply', 'noop', 'blocked')), ADD CHECK (outcome IN ('applied', 'skipped', 'failed'));

-- Money that was never taken cannot be given back.
ALTER TABLE cod_accounts ADD CHECK (expected >= 0), ADD CHECK (captured >= 0), ADD CHECK (refunded >= 0), ADD CHECK (refunded <= captured);
ALTER TABLE cod_entries ADD CHECK (kind IN ('expected', 'captured', 'refunded')), ADD CHECK (amount >= 0);
CREATE UNIQUE INDEX cod_entries_refund ON cod_entries (shop, order_id, amount, reason, coalesce(refund_key, '')) WHERE kind = 'refunded' AND shopify_refund_id IS NULL;
CREATE UNIQUE INDEX cod_entries_refund_key ON cod_entries (shop, order_id, refund_key) WHERE refund_key IS NOT NULL;
CREATE UNIQUE INDEX cod_entries_shopify_refund ON cod_entries (shop, order_id, shopify_refund_id) WHERE shopify_refund_id IS NOT NULL;

-- What is still to be done of the runs that have been started.
CREATE INDEX transition_runs_running ON transition_runs (started_at) WHERE status = 'running';
CREATE INDEX transition_run_items_left ON transition_run_items (shop, run_id, position) WHERE plan = 'apply' AND outcome IS NULL;
CREATE INDEX audit_events_by_order ON audit_events (shop, order_id, at DESC, id DESC) WHERE order_id IS NOT NULL;
