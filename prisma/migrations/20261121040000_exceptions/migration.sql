-- AlterTable
ALTER TABLE "events_processed" ADD COLUMN     "applied_at" TIMESTAMPTZ(3),
ADD COLUMN     "applied_raw_id" UUID,
ADD COLUMN     "compare_due" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "exceptions" ADD COLUMN     "rule_id" UUID;

-- AlterTable
ALTER TABLE "orders" ADD COLUMN     "withdrawn" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "raw_arrivals" ADD COLUMN     "content_hash" BYTEA,
ADD COLUMN     "redacted_at" TIMESTAMPTZ(3),
ADD COLUMN     "retired_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "exception_proposals" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "exception_id" UUID NOT NULL,
    "canonical_raw_id" UUID NOT NULL,
    "override_patch" JSONB,
    "decision_hash" BYTEA NOT NULL,
    "amount" DECIMAL(24,6) NOT NULL,
    "currency_code" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "notes" TEXT NOT NULL,
    "proposed_by" TEXT NOT NULL,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL,
    "approver" TEXT,
    "approval_note" TEXT,
    "approved_by" TEXT,
    "approved_at" TIMESTAMPTZ(3),

    CONSTRAINT "exception_proposals_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "decision_rules" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "event_type" TEXT NOT NULL,
    "reason_code" TEXT NOT NULL,
    "decision" TEXT NOT NULL,
    "override_patch" JSONB,
    "notes" TEXT NOT NULL,
    "exception_id" UUID,
    "created_by" TEXT NOT NULL,
    "created_label" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_by" TEXT,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "decision_rules_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "privacy_requests" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "topic" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "shopify_shop_id" BIGINT NOT NULL,
    "customer_id" BIGINT,
    "order_ids" BIGINT[],
    "result" JSONB,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "completed_at" TIMESTAMPTZ(3),
    "correlation_id" TEXT NOT NULL,

    CONSTRAINT "privacy_requests_pkey" PRIMARY KEY ("shop","id")
);

-- CreateIndex
CREATE INDEX "exception_proposals_shop_exception_id_idx" ON "exception_proposals"("shop", "exception_id");

-- CreateIndex
CREATE INDEX "privacy_requests_shop_requested_at_id_idx" ON "privacy_requests"("shop", "requested_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "exceptions_id_idx" ON "exceptions"("id");


-- ---------------------------------------------------------------------------------------------------------------------
-- What Prisma's schema cannot say.

SELECT scope_by_shop('exception_proposals'), scope_by_shop('decision_rules'), scope_by_shop('privacy_requests');

-- What was processed before is what the mirror holds.
UPDATE events_processed SET applied_raw_id = canonical_raw_id, applied_at = processed_at WHERE status = 'processed' AND duplicate_of IS NULL;

-- Decisions stay on record: who, why, the patch and both documents. Redaction alone may take personal data out of them.
CREATE TRIGGER on_record BEFORE DELETE ON exceptions FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER settled BEFORE UPDATE ON exceptions FOR EACH ROW WHEN (OLD.status = 'resolved') EXECUTE FUNCTION refuse_change();
CREATE TRIGGER on_record BEFORE DELETE ON exception_proposals FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER settled BEFORE UPDATE ON exception_proposals FOR EACH ROW WHEN (OLD.approved_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER on_record BEFORE DELETE ON decision_rules FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER settled BEFORE UPDATE ON decision_rules FOR EACH ROW WHEN (OLD.revoked_at IS NOT NULL) EXECUTE FUNCTION refuse_change();

ALTER TABLE exceptions ADD CHECK (reason_code IN ('IDEMPOTENCY_CONFLICT', 'UNKNOWN_EVENT_TYPE', 'INVALID_PAYLOAD', 'PROCESSING_FAILED', 'STATE_CONFLICT'));
ALTER TABLE decision_rules ADD CHECK (decision IN ('first_wins', 'last_wins', 'patch'));
ALTER TABLE privacy_requests ADD CHECK (status IN ('pending', 'done', 'superseded'));

-- One rule at a time for what it is about.
CREATE UNIQUE INDEX decision_rules_one_active ON decision_rules (shop, source, event_type, reason_code) WHERE revoked_at IS NULL;

-- Arrivals that have not been compared with the first of their identity, and events that wait for an order.
CREATE INDEX events_processed_compare_due ON events_processed (last_seen_at) WHERE compare_due;
CREATE INDEX exceptions_awaiting_order ON exceptions (shop, (reason_details->>'order')) WHERE status = 'open' AND reason_details->>'code' = 'ORDER_NOT_FOUND';
CREATE INDEX exceptions_open_by_order ON exceptions (shop, order_id) WHERE status = 'open';
CREATE INDEX privacy_requests_pending ON privacy_requests (requested_at) WHERE status = 'pending';

-- Health counts the ledger by status, from the index alone. Rows come in as pending: taking a webhook does not touch it.
CREATE INDEX events_processed_tally ON events_processed (shop, status) WHERE duplicate_of IS NULL AND status <> 'pending';

-- How far retention has come in a shop's arrivals.
CREATE INDEX raw_arrivals_retired ON raw_arrivals (shop, id) WHERE retired_at IS NOT NULL;
