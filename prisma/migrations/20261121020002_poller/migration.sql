-- AlterTable
ALTER TABLE "poller_states" ADD COLUMN     "last_read" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "run_read" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "poller_finds" (
    "shop" TEXT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "topic" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "found_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "poller_finds_pkey" PRIMARY KEY ("shop","order_id","topic","changed_at")
);

-- CreateTable
CREATE TABLE "backfills" (
    "shop" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "operation_id" TEXT,
    "orders_told" BIGINT NOT NULL DEFAULT 0,
    "orders_read" BIGINT NOT NULL DEFAULT 0,
    "bytes_read" BIGINT NOT NULL DEFAULT 0,
    "bytes_total" BIGINT,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "next_run_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "leased_by" UUID,
    "leased_until" TIMESTAMPTZ(3),

    CONSTRAINT "backfills_pkey" PRIMARY KEY ("shop")
);

-- CreateIndex
CREATE INDEX "poller_finds_shop_found_at_idx" ON "poller_finds"("shop", "found_at");


ALTER TABLE "backfills" ADD CONSTRAINT backfills_state CHECK (state IN ('queued', 'running', 'reading', 'done', 'failed'));

SELECT scope_by_shop('poller_finds');
SELECT scope_by_shop('backfills');
