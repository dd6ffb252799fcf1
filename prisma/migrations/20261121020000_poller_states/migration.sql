-- CreateTable
CREATE TABLE "poller_states" (
    "shop" TEXT NOT NULL,
    "last_tick_at" TIMESTAMPTZ(3),
    "next_run_at" TIMESTAMPTZ(3) NOT NULL,
    "watermark" TIMESTAMPTZ(3),
    "phase" TEXT,
    "cursor" TEXT,
    "run_from" TIMESTAMPTZ(3),
    "run_pages" INTEGER NOT NULL DEFAULT 0,
    "run_seen" TIMESTAMPTZ(3),
    "leased_by" UUID,
    "leased_until" TIMESTAMPTZ(3),
    "consecutive_failures" INTEGER NOT NULL DEFAULT 0,
    "failing_since" TIMESTAMPTZ(3),
    "last_error" TEXT,

    CONSTRAINT "poller_states_pkey" PRIMARY KEY ("shop")
);


SELECT scope_by_shop('poller_states');
