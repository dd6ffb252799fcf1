
-- CreateTable
CREATE TABLE "alerts" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "order_id" BIGINT,
    "subject" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "alerts_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "data_gaps" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "details" JSONB NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "data_gaps_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "live_signals" (
    "shop" TEXT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "event" TEXT NOT NULL,
    "data" JSONB NOT NULL,

    CONSTRAINT "live_signals_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "live_events" (
    "shop" TEXT NOT NULL,
    "id" BIGINT NOT NULL,
    "event" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "live_events_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "order_assignments" (
    "shop" TEXT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "assignee" TEXT,
    "source" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "assigned_at" TIMESTAMPTZ(3) NOT NULL,
    "assigned_by" TEXT NOT NULL,

    CONSTRAINT "order_assignments_pkey" PRIMARY KEY ("shop","order_id")
);

-- CreateTable
CREATE TABLE "order_assignment_history" (
    "shop" TEXT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "version" INTEGER NOT NULL,
    "from" TEXT,
    "to" TEXT,
    "source" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "order_assignment_history_pkey" PRIMARY KEY ("shop","order_id","version")
);

-- CreateTable
CREATE TABLE "assignment_conflicts" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "order_id" BIGINT NOT NULL,
    "source" TEXT NOT NULL,
    "expected_version" INTEGER,
    "found_version" INTEGER NOT NULL,
    "actor_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "assignment_conflicts_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "exceptions" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "raw_id" UUID NOT NULL,
    "first_raw_id" UUID NOT NULL,
    "last_raw_id" UUID NOT NULL,
    "reason_code" TEXT NOT NULL,
    "reason_details" JSONB NOT NULL,
    "event_type" TEXT NOT NULL,
    "order_id" BIGINT,
    "summary" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'open',
    "replay_attempts" INTEGER NOT NULL DEFAULT 0,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "resolved_at" TIMESTAMPTZ(3),
    "action" TEXT,
    "resolved_by" TEXT,
    "resolved_by_caller" TEXT,
    "resolution_notes" TEXT,
    "canonical_raw_id" UUID,
    "override_patch" JSONB,
    "correlation_id" TEXT NOT NULL,

    CONSTRAINT "exceptions_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "raw_arrivals" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "delivery_id" TEXT NOT NULL,
    "event_group" TEXT,
    "idempotency_key" TEXT NOT NULL,
    "headers" JSONB NOT NULL,
    "body" BYTEA NOT NULL,
    "body_hash" BYTEA NOT NULL,
    "triggered_at" TIMESTAMPTZ(3),
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "correlation_id" TEXT NOT NULL,

    CONSTRAINT "raw_arrivals_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "events_processed" (
    "shop" TEXT NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "source" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "first_raw_id" UUID NOT NULL,
    "last_raw_id" UUID NOT NULL,
    "canonical_raw_id" UUID NOT NULL,
    "override_patch" JSONB,
    "duplicate_of" TEXT,
    "order_id" BIGINT,
    "deliveries" INTEGER NOT NULL DEFAULT 1,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "processed_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL,
    "last_error" TEXT,

    CONSTRAINT "events_processed_pkey" PRIMARY KEY ("shop","idempotency_key")
);

-- CreateTable
CREATE TABLE "order_transition_logs" (
    "shop" TEXT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "version" INTEGER NOT NULL,
    "from_state" TEXT NOT NULL,
    "to_state" TEXT NOT NULL,
    "transition" TEXT NOT NULL,
    "actor_user" TEXT,
    "actor_label" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "metadata" JSONB NOT NULL,
    "idempotency_key" TEXT,
    "correlation_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "order_transition_logs_pkey" PRIMARY KEY ("shop","order_id","version")
);

-- CreateTable
CREATE TABLE "orders" (
    "shop" TEXT NOT NULL,
    "id" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "number" BIGINT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "processed_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "cancelled_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "deleted_at" TIMESTAMPTZ(3),
    "snapshot_tie" TEXT NOT NULL,
    "test" BOOLEAN NOT NULL DEFAULT false,
    "currency_code" TEXT NOT NULL,
    "currency_decimals" SMALLINT NOT NULL DEFAULT 2,
    "total" DECIMAL(24,6) NOT NULL,
    "total_outstanding" DECIMAL(24,6),
    "total_refunded" DECIMAL(24,6) NOT NULL DEFAULT 0,
    "financial_status" TEXT,
    "shopify_fulfillment_status" TEXT NOT NULL DEFAULT 'unfulfilled',
    "fulfillment_status" TEXT NOT NULL DEFAULT 'unfulfilled',
    "gateways" TEXT[],
    "cod" BOOLEAN NOT NULL DEFAULT false,
    "cod_status" TEXT,
    "customer_id" BIGINT,
    "customer_name" TEXT,
    "email" TEXT,
    "phone" TEXT,
    "shipping_address" JSONB,
    "note" TEXT,
    "source_name" TEXT,
    "tags" TEXT[],
    "item_count" INTEGER NOT NULL DEFAULT 0,
    "workflow_state" TEXT NOT NULL DEFAULT 'pending',
    "workflow_version" INTEGER NOT NULL DEFAULT 0,
    "priority" TEXT NOT NULL DEFAULT 'normal',
    "assigned_to" TEXT,
    "shipment_status" TEXT NOT NULL DEFAULT 'none',
    "tracking" JSONB,
    "shipment_updated_at" TIMESTAMPTZ(3),
    "return_status" TEXT,
    "support_thread_id" UUID,
    "search_text" TEXT NOT NULL DEFAULT '',
    "next_check_at" TIMESTAMPTZ(3),
    "is_open" BOOLEAN NOT NULL,
    "return_open" BOOLEAN NOT NULL,

    CONSTRAINT "orders_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "order_line_items" (
    "shop" TEXT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "id" BIGINT NOT NULL,
    "position" INTEGER NOT NULL,
    "product_id" BIGINT,
    "variant_id" BIGINT,
    "title" TEXT NOT NULL,
    "variant_title" TEXT,
    "sku" TEXT,
    "quantity" INTEGER NOT NULL,
    "current_quantity" INTEGER NOT NULL,
    "fulfillable_quantity" INTEGER NOT NULL DEFAULT 0,
    "price" DECIMAL(24,6) NOT NULL,
    "grams" INTEGER NOT NULL DEFAULT 0,
    "requires_shipping" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "order_line_items_pkey" PRIMARY KEY ("shop","order_id","id")
);

-- CreateTable
CREATE TABLE "refunds" (
    "shop" TEXT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "id" BIGINT NOT NULL,
    "shopify_return_id" BIGINT,
    "amount" DECIMAL(24,6) NOT NULL,
    "currency_code" TEXT NOT NULL,
    "note" TEXT,
    "lines" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "refunds_pkey" PRIMARY KEY ("shop","order_id","id")
);

-- CreateTable
CREATE TABLE "timeline_entries" (
    "shop" TEXT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "id" UUID NOT NULL,
    "ts" TIMESTAMPTZ(3) NOT NULL,
    "event" TEXT NOT NULL,
    "details" JSONB NOT NULL,
    "dedupe_key" TEXT NOT NULL,
    "correlation_id" TEXT NOT NULL,

    CONSTRAINT "timeline_entries_pkey" PRIMARY KEY ("shop","order_id","id")
);

-- CreateTable
CREATE TABLE "outbox_events" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "type" TEXT NOT NULL,
    "stream" TEXT NOT NULL,
    "order_id" BIGINT,
    "payload" JSONB NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'PENDING',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL,
    "leased_until" TIMESTAMPTZ(3),
    "leased_by" TEXT,
    "first_attempt_at" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "result" JSONB,
    "correlation_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "delivered_at" TIMESTAMPTZ(3),
    "failed_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_events_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "idempotency_keys" (
    "shop" TEXT NOT NULL,
    "endpoint" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" BYTEA NOT NULL,
    "status" INTEGER,
    "content_type" TEXT,
    "body" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "locked_until" TIMESTAMPTZ(3),

    CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("shop","endpoint","key")
);

-- CreateTable
CREATE TABLE "audit_events" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "event" TEXT NOT NULL,
    "action" TEXT,
    "order_id" BIGINT,
    "actor_id" TEXT NOT NULL,
    "actor_label" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "correlation_id" TEXT NOT NULL,

    CONSTRAINT "audit_events_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "worker_heartbeats" (
    "id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "worker_ids" TEXT[],
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "last_beat_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "worker_heartbeats_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "returns" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "order_id" BIGINT NOT NULL,
    "shopify_return_id" BIGINT,
    "name" TEXT,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "reason" TEXT,
    "note" TEXT,
    "label_url" TEXT,
    "tracking_number" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "returns_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "return_lines" (
    "shop" TEXT NOT NULL,
    "return_id" UUID NOT NULL,
    "line_item_id" BIGINT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "reason" TEXT,

    CONSTRAINT "return_lines_pkey" PRIMARY KEY ("shop","return_id","line_item_id")
);

-- CreateTable
CREATE TABLE "return_history" (
    "shop" TEXT NOT NULL,
    "return_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "action" TEXT NOT NULL,
    "from_state" TEXT,
    "to_state" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_label" TEXT NOT NULL,
    "note" TEXT,
    "details" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "return_history_pkey" PRIMARY KEY ("shop","return_id","version")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" TEXT NOT NULL,
    "shop" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "is_online" BOOLEAN NOT NULL DEFAULT false,
    "scope" TEXT,
    "expires" TIMESTAMPTZ(3),
    "access_token" TEXT NOT NULL,
    "user_id" BIGINT,
    "first_name" TEXT,
    "last_name" TEXT,
    "email" TEXT,
    "account_owner" BOOLEAN,
    "locale" TEXT,
    "collaborator" BOOLEAN,
    "email_verified" BOOLEAN,
    "refresh_token" TEXT,
    "refresh_token_expires" TIMESTAMPTZ(3),

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shipments" (
    "shop" TEXT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "id" BIGINT NOT NULL,
    "name" TEXT,
    "status" TEXT NOT NULL,
    "carrier_status" TEXT,
    "carrier_status_at" TIMESTAMPTZ(3),
    "tracking_number" TEXT,
    "tracking_company" TEXT,
    "tracking_url" TEXT,
    "tracking_numbers" TEXT[],
    "location_id" BIGINT,
    "lines" JSONB NOT NULL,
    "estimated_delivery_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "snapshot_tie" TEXT NOT NULL,

    CONSTRAINT "shipments_pkey" PRIMARY KEY ("shop","order_id","id")
);

-- CreateTable
CREATE TABLE "shipment_events" (
    "shop" TEXT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "id" TEXT NOT NULL,
    "shipment_id" BIGINT,
    "tracking_number" TEXT,
    "status" TEXT NOT NULL,
    "message" TEXT,
    "source" TEXT NOT NULL,
    "happened_at" TIMESTAMPTZ(3) NOT NULL,
    "estimated_delivery_at" TIMESTAMPTZ(3),

    CONSTRAINT "shipment_events_pkey" PRIMARY KEY ("shop","order_id","id")
);

-- CreateTable
CREATE TABLE "fulfillment_intents" (
    "shop" TEXT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "tracking_number" TEXT,
    "tracking_company" TEXT,
    "tracking_url" TEXT,
    "notify_customer" BOOLEAN NOT NULL DEFAULT false,
    "fulfillment_id" BIGINT,
    "error" TEXT,
    "requested_by" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "fulfillment_intents_pkey" PRIMARY KEY ("shop","order_id","attempt")
);

-- CreateTable
CREATE TABLE "shops" (
    "shop" TEXT NOT NULL,
    "shopify_id" BIGINT,
    "name" TEXT NOT NULL DEFAULT '',
    "iana_timezone" TEXT NOT NULL DEFAULT 'UTC',
    "currency_code" TEXT NOT NULL DEFAULT 'USD',
    "scopes" TEXT[],
    "installed_at" TIMESTAMPTZ(3) NOT NULL,
    "uninstalled_at" TIMESTAMPTZ(3),

    CONSTRAINT "shops_pkey" PRIMARY KEY ("shop")
);

-- CreateTable
CREATE TABLE "shop_settings" (
    "shop" TEXT NOT NULL,
    "values" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_by" TEXT NOT NULL,

    CONSTRAINT "shop_settings_pkey" PRIMARY KEY ("shop")
);

-- CreateTable
CREATE TABLE "staff_members" (
    "shop" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "account_owner" BOOLEAN NOT NULL DEFAULT false,
    "role" TEXT NOT NULL,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "staff_members_pkey" PRIMARY KEY ("shop","user_id")
);

-- CreateTable
CREATE TABLE "api_keys" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "secret_hash" BYTEA NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "support_threads" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'open',
    "assignee" TEXT NOT NULL,
    "opened_by" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "support_threads_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "support_thread_orders" (
    "shop" TEXT NOT NULL,
    "thread_id" UUID NOT NULL,
    "order_id" BIGINT NOT NULL,
    "former_assignee" TEXT,
    "former_priority" TEXT NOT NULL,
    "joined_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "support_thread_orders_pkey" PRIMARY KEY ("shop","thread_id","order_id")
);

-- CreateTable
CREATE TABLE "support_conversations" (
    "shop" TEXT NOT NULL,
    "conversation_id" TEXT NOT NULL,
    "thread_id" UUID NOT NULL,
    "linked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "support_conversations_pkey" PRIMARY KEY ("shop","conversation_id")
);

-- CreateTable
CREATE TABLE "support_notes" (
    "shop" TEXT NOT NULL,
    "thread_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "order_id" BIGINT,
    "author" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "support_notes_pkey" PRIMARY KEY ("shop","thread_id","id")
);

-- CreateIndex
CREATE INDEX "alerts_shop_order_id_idx" ON "alerts"("shop", "order_id");

-- CreateIndex
CREATE INDEX "live_events_created_at_idx" ON "live_events"("created_at");

-- CreateIndex
CREATE INDEX "assignment_conflicts_shop_at_idx" ON "assignment_conflicts"("shop", "at");

-- CreateIndex
CREATE INDEX "exceptions_shop_status_opened_at_id_idx" ON "exceptions"("shop", "status", "opened_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "exceptions_shop_idempotency_key_idx" ON "exceptions"("shop", "idempotency_key");

-- CreateIndex
CREATE INDEX "raw_arrivals_shop_idempotency_key_idx" ON "raw_arrivals"("shop", "idempotency_key");

-- CreateIndex
CREATE INDEX "raw_arrivals_shop_topic_event_group_idx" ON "raw_arrivals"("shop", "topic", "event_group");

-- CreateIndex
CREATE INDEX "events_processed_shop_order_id_idx" ON "events_processed"("shop", "order_id");

-- CreateIndex
CREATE INDEX "order_transition_logs_shop_order_id_created_at_idx" ON "order_transition_logs"("shop", "order_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "order_transition_logs_shop_order_id_idempotency_key_key" ON "order_transition_logs"("shop", "order_id", "idempotency_key");

-- CreateIndex
CREATE INDEX "orders_shop_name_idx" ON "orders"("shop", "name");

-- CreateIndex
CREATE INDEX "orders_shop_number_idx" ON "orders"("shop", "number");

-- CreateIndex
CREATE INDEX "timeline_entries_shop_order_id_ts_id_idx" ON "timeline_entries"("shop", "order_id", "ts" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "timeline_entries_shop_order_id_dedupe_key_key" ON "timeline_entries"("shop", "order_id", "dedupe_key");

-- CreateIndex
CREATE INDEX "outbox_events_shop_order_id_idx" ON "outbox_events"("shop", "order_id");

-- CreateIndex
CREATE INDEX "idempotency_keys_created_at_idx" ON "idempotency_keys"("created_at");

-- CreateIndex
CREATE INDEX "audit_events_shop_at_id_idx" ON "audit_events"("shop", "at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "returns_shop_order_id_idx" ON "returns"("shop", "order_id");

-- CreateIndex
CREATE UNIQUE INDEX "returns_shop_shopify_return_id_key" ON "returns"("shop", "shopify_return_id");

-- CreateIndex
CREATE INDEX "sessions_shop_idx" ON "sessions"("shop");

-- CreateIndex
CREATE INDEX "shipments_shop_id_idx" ON "shipments"("shop", "id");

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_secret_hash_key" ON "api_keys"("secret_hash");

-- CreateIndex
CREATE INDEX "support_thread_orders_shop_order_id_idx" ON "support_thread_orders"("shop", "order_id");

-- CreateIndex
CREATE INDEX "support_conversations_shop_thread_id_idx" ON "support_conversations"("shop", "thread_id");


-- ---------------------------------------------------------------------------------------------------------------------
-- What Prisma's schema cannot say.

-- Shop scoping that no query can forget: the app works as the role orders_app, and sees the rows of the shop that its
-- connection was set to (app.shop) and of no other. Migrations and the few jobs that span shops work as the owner.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'orders_app') THEN
    CREATE ROLE orders_app NOLOGIN;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
  NULL; -- made meanwhile for another database of the same cluster
END $$;

DO $$
BEGIN
  EXECUTE format('GRANT orders_app TO %I WITH SET TRUE', current_user);
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO orders_app', current_schema());
  EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA %I GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO orders_app', current_schema());
  EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA %I GRANT USAGE ON SEQUENCES TO orders_app', current_schema());
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %I TO orders_app', current_schema());
  EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA %I TO orders_app', current_schema());
END $$;

-- Every migration that makes a table with a shop calls this for it.
CREATE FUNCTION scope_by_shop(table_name regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', table_name);
  EXECUTE format('CREATE POLICY by_shop ON %s USING (shop = (SELECT current_setting(''app.shop'', true)))', table_name);
END $$;

SELECT scope_by_shop(c.oid::regclass)
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'shop' AND NOT a.attisdropped
WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace;

-- Append-only tables. Retention and redaction name themselves in app.maintenance for the length of their transaction.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('app.maintenance', true) IN ('retention', 'redaction') THEN
    RETURN COALESCE(NEW, OLD);
  END IF;
  RAISE EXCEPTION 'table % is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION make_append_only(table_name regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %s FOR EACH ROW EXECUTE FUNCTION refuse_change()', table_name);
  EXECUTE format('CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', table_name);
END $$;

SELECT make_append_only('raw_arrivals'), make_append_only('order_transition_logs'), make_append_only('audit_events');

-- Bodies come compressed (app/domains/intake/packed-body.ts).
ALTER TABLE raw_arrivals ALTER COLUMN body SET STORAGE EXTERNAL;

-- States, spelled once more where nothing can get round them.
ALTER TABLE events_processed ADD CHECK (status IN ('pending', 'processed', 'quarantined', 'ignored'));
ALTER TABLE exceptions ADD CHECK (status IN ('open', 'resolved'));
ALTER TABLE orders
  ADD CHECK (workflow_state IN ('pending', 'paid', 'shipped', 'fulfilled', 'cancelled', 'refunded', 'returned')),
  ADD CHECK (priority IN ('low', 'normal', 'high', 'urgent')),
  ADD CHECK (fulfillment_status IN ('unfulfilled', 'partial', 'fulfilled', 'restocked'));
ALTER TABLE returns
  ADD CHECK (state IN ('requested', 'awaiting_label', 'label_generated', 'in_transit', 'inspection', 'awaiting_refund', 'completed', 'denied', 'cancelled'));
ALTER TABLE outbox_events ADD CHECK (status IN ('PENDING', 'DELIVERED', 'FAILED', 'IGNORED'));

-- Derived by the database itself, so that it cannot be out of step.
ALTER TABLE orders
  DROP COLUMN is_open, DROP COLUMN return_open,
  ADD COLUMN is_open boolean NOT NULL GENERATED ALWAYS AS (workflow_state IN ('pending', 'paid', 'shipped') AND cancelled_at IS NULL AND closed_at IS NULL) STORED,
  ADD COLUMN return_open boolean NOT NULL GENERATED ALWAYS AS (return_status IS NOT NULL AND return_status NOT IN ('completed', 'denied', 'cancelled')) STORED;

-- Live events are numbered when they are published, by one publisher at a time.
CREATE SEQUENCE live_event_ids AS bigint;

-- What the workers take next.
CREATE INDEX events_processed_pending ON events_processed (next_attempt_at, seq) WHERE status = 'pending';
CREATE INDEX outbox_events_pending ON outbox_events (next_attempt_at, seq) WHERE status = 'PENDING';
CREATE INDEX outbox_events_stream ON outbox_events (shop, stream, seq) WHERE status = 'PENDING';
CREATE INDEX outbox_events_failed ON outbox_events (shop, failed_at) WHERE status = 'FAILED';

CREATE INDEX alerts_open_by_order ON alerts (shop, order_id) WHERE closed_at IS NULL;

-- At most one open of each.
CREATE UNIQUE INDEX returns_one_open ON returns (shop, order_id) WHERE state NOT IN ('completed', 'denied', 'cancelled');
CREATE UNIQUE INDEX alerts_one_open ON alerts (shop, kind, subject) WHERE closed_at IS NULL;
CREATE UNIQUE INDEX data_gaps_one_open ON data_gaps (shop, kind, subject) WHERE closed_at IS NULL;
CREATE UNIQUE INDEX exceptions_one_open ON exceptions (shop, idempotency_key) WHERE status = 'open';

-- The list's tabs, newest first. Each index has its tab's condition, word for word (app/domains/orders/tabs.ts).
CREATE INDEX orders_tab_all ON orders (shop, created_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX orders_tab_unfulfilled ON orders (shop, created_at DESC, id DESC) WHERE deleted_at IS NULL AND is_open AND fulfillment_status IN ('unfulfilled', 'partial');
CREATE INDEX orders_tab_unassigned ON orders (shop, created_at DESC, id DESC) WHERE deleted_at IS NULL AND is_open AND assigned_to IS NULL;
CREATE INDEX orders_by_assignee ON orders (shop, assigned_to, created_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX orders_tab_urgent ON orders (shop, created_at DESC, id DESC) WHERE deleted_at IS NULL AND is_open AND priority = 'urgent';
CREATE INDEX orders_tab_tracking_pending ON orders (shop, created_at DESC, id DESC) WHERE deleted_at IS NULL AND shipment_status = 'tracking_pending';
CREATE INDEX orders_tab_delayed ON orders (shop, created_at DESC, id DESC) WHERE deleted_at IS NULL AND shipment_status = 'delayed';
CREATE INDEX orders_tab_returns ON orders (shop, created_at DESC, id DESC) WHERE deleted_at IS NULL AND return_open;
CREATE INDEX orders_tab_support ON orders (shop, created_at DESC, id DESC) WHERE deleted_at IS NULL AND support_thread_id IS NOT NULL;
CREATE INDEX orders_tab_cod ON orders (shop, created_at DESC, id DESC) WHERE deleted_at IS NULL AND cod AND cancelled_at IS NULL;
CREATE INDEX orders_tab_closed ON orders (shop, created_at DESC, id DESC) WHERE deleted_at IS NULL AND NOT is_open;
CREATE INDEX orders_by_state ON orders (shop, workflow_state, created_at DESC, id DESC) WHERE deleted_at IS NULL;

-- The search box: any part of a name, an email, a SKU, a tracking number.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gin;
CREATE INDEX orders_search ON orders USING gin (shop, search_text gin_trgm_ops) WHERE deleted_at IS NULL;

-- Orders about which time alone may change something.
CREATE INDEX orders_due_for_check ON orders (next_check_at) WHERE next_check_at IS NOT NULL;
