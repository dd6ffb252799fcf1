-- AlterTable
ALTER TABLE "outbox_events" ADD COLUMN     "decided_at" TIMESTAMPTZ(3),
ADD COLUMN     "decided_by" TEXT,
ADD COLUMN     "decision" TEXT,
ADD COLUMN     "decision_note" TEXT,
ADD COLUMN     "failures" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "ops_samples" (
    "shop" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "figures" JSONB NOT NULL,

    CONSTRAINT "ops_samples_pkey" PRIMARY KEY ("shop","at")
);

-- CreateTable
CREATE TABLE "incidents" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "note" TEXT,
    "status" TEXT NOT NULL DEFAULT 'captured',
    "captured_at" TIMESTAMPTZ(3) NOT NULL,
    "captured_by" TEXT NOT NULL,
    "snapshot" JSONB NOT NULL,
    "entered_at" TIMESTAMPTZ(3),
    "entered_by" TEXT,
    "left_at" TIMESTAMPTZ(3),
    "left_by" TEXT,
    "leave_note" TEXT,
    "recovery" JSONB,
    "correlation_id" TEXT NOT NULL,

    CONSTRAINT "incidents_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "outbox_circuits" (
    "shop" TEXT NOT NULL,
    "destination" TEXT NOT NULL,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "blocked_until" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "outbox_circuits_pkey" PRIMARY KEY ("shop","destination")
);

-- CreateTable
CREATE TABLE "pauses" (
    "shop" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "incident_id" UUID NOT NULL,
    "paused_at" TIMESTAMPTZ(3) NOT NULL,
    "paused_by" TEXT NOT NULL,

    CONSTRAINT "pauses_pkey" PRIMARY KEY ("shop","kind","name")
);

-- CreateTable
CREATE TABLE "process_metrics" (
    "id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "text" TEXT NOT NULL,
    "streams" JSONB NOT NULL,

    CONSTRAINT "process_metrics_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ops_samples_at_idx" ON "ops_samples"("at");

-- CreateIndex
CREATE INDEX "incidents_shop_captured_at_idx" ON "incidents"("shop", "captured_at" DESC);



-- ---------------------------------------------------------------------------------------------------------------------
-- What Prisma's schema cannot say.

SELECT scope_by_shop('ops_samples'), scope_by_shop('incidents'), scope_by_shop('outbox_circuits'), scope_by_shop('pauses');

-- Where an event goes follows from what it is.
ALTER TABLE outbox_events
  ADD COLUMN destination text GENERATED ALWAYS AS (CASE WHEN type = 'webhook.deliver' THEN 'webhook:' || (payload->>'endpointId') ELSE split_part(type, '.', 1) END) STORED,
  ADD CHECK (decision IN ('replay', 'fix_and_replay', 'ignore'));
ALTER TABLE pauses ADD CHECK (kind IN ('destination', 'topic'));
ALTER TABLE incidents
  ADD CHECK (status IN ('captured', 'active', 'closed')),
  ADD CHECK ((status = 'captured') = (entered_at IS NULL)),
  ADD CHECK ((status = 'closed') = (left_at IS NOT NULL));

-- A shop has one incident mode.
CREATE UNIQUE INDEX incidents_one_active ON incidents (shop) WHERE status = 'active';
