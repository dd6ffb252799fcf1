-- CreateTable
CREATE TABLE "product_variants" (
    "shop" TEXT NOT NULL,
    "id" BIGINT NOT NULL,
    "product_id" BIGINT,
    "inventory_item_id" BIGINT,
    "product_title" TEXT NOT NULL DEFAULT '',
    "title" TEXT,
    "sku" TEXT,
    "tracked" BOOLEAN NOT NULL DEFAULT true,
    "policy" TEXT NOT NULL DEFAULT 'deny',
    "stock" INTEGER NOT NULL DEFAULT 0,
    "reserved_stock" INTEGER NOT NULL DEFAULT 0,
    "oversold" INTEGER NOT NULL DEFAULT 0,
    "read_at" TIMESTAMPTZ(3),
    "missed_at" TIMESTAMPTZ(3),
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "product_variants_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "reservations" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "order_id" BIGINT NOT NULL,
    "variant_id" BIGINT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'ACTIVE',
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),
    "correlation_id" TEXT NOT NULL,

    CONSTRAINT "reservations_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "stock_reads" (
    "shop" TEXT NOT NULL,
    "gid" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "cause" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,

    CONSTRAINT "stock_reads_pkey" PRIMARY KEY ("shop","gid")
);

-- CreateTable
CREATE TABLE "stock_sweeps" (
    "shop" TEXT NOT NULL,
    "cursor" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "stock_sweeps_pkey" PRIMARY KEY ("shop")
);

-- CreateIndex
CREATE INDEX "product_variants_shop_inventory_item_id_idx" ON "product_variants"("shop", "inventory_item_id");

-- CreateIndex
CREATE INDEX "product_variants_shop_product_id_idx" ON "product_variants"("shop", "product_id");

-- CreateIndex
CREATE INDEX "reservations_shop_order_id_idx" ON "reservations"("shop", "order_id");

-- CreateIndex
CREATE INDEX "stock_reads_due_at_idx" ON "stock_reads"("due_at");



-- ---------------------------------------------------------------------------------------------------------------------
-- What Prisma's schema cannot say.

SELECT scope_by_shop('product_variants'), scope_by_shop('reservations'), scope_by_shop('stock_reads'), scope_by_shop('stock_sweeps');

ALTER TABLE product_variants
  ADD CHECK (stock >= 0),
  ADD CHECK (reserved_stock >= 0),
  ADD CHECK (oversold >= 0),
  -- Nothing can be reserved that is not there, unless whoever writes says so in `oversold`.
  ADD CONSTRAINT product_variants_no_silent_oversell CHECK (reserved_stock <= stock + oversold),
  ADD CHECK (policy IN ('deny', 'continue')),
  SET (fillfactor = 80); -- the figures change in place
ALTER TABLE reservations
  ADD CHECK (quantity > 0),
  ADD CHECK (status IN ('ACTIVE', 'COMMITTED', 'RELEASED', 'EXPIRED')),
  ADD CHECK ((status = 'ACTIVE') = (settled_at IS NULL));

-- An order holds a variant once, however many of its lines ask for it.
CREATE UNIQUE INDEX reservations_one_active ON reservations (shop, order_id, variant_id) WHERE status = 'ACTIVE';
CREATE INDEX reservations_active_by_variant ON reservations (shop, variant_id) INCLUDE (quantity) WHERE status = 'ACTIVE';
CREATE INDEX reservations_expiring ON reservations (expires_at) WHERE status = 'ACTIVE';
CREATE INDEX reservations_committed_by_variant ON reservations (shop, variant_id) WHERE status = 'COMMITTED';
