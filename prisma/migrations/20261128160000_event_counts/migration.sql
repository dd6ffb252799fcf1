-- CreateTable
CREATE TABLE "event_counts" (
    "shop" TEXT NOT NULL,
    "processed" BIGINT NOT NULL DEFAULT 0,
    "quarantined" BIGINT NOT NULL DEFAULT 0,
    "ignored" BIGINT NOT NULL DEFAULT 0,
    "received" BIGINT NOT NULL DEFAULT 0,
    "repeated" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "event_counts_pkey" PRIMARY KEY ("shop")
);

-- CreateTable
CREATE TABLE "event_changes" (
    "shop" TEXT NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "processed" INTEGER NOT NULL DEFAULT 0,
    "quarantined" INTEGER NOT NULL DEFAULT 0,
    "ignored" INTEGER NOT NULL DEFAULT 0,
    "received" INTEGER NOT NULL DEFAULT 0,
    "repeated" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "event_changes_pkey" PRIMARY KEY ("shop","seq")
);


-- ---------------------------------------------------------------------------------------------------------------------
-- What Prisma's schema cannot say.

SELECT scope_by_shop('event_counts'), scope_by_shop('event_changes');

-- Rows of this table live for a minute.
ALTER TABLE event_changes SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000, autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 20000);

-- New events, and those that are deleted, a row for each statement and shop.
CREATE FUNCTION record_event_rows() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  sign int := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END;
BEGIN
  INSERT INTO event_changes (shop, processed, quarantined, ignored, received, repeated)
  SELECT r.shop, sign * count(*) FILTER (WHERE r.status = 'processed' AND r.duplicate_of IS NULL), sign * count(*) FILTER (WHERE r.status = 'quarantined' AND r.duplicate_of IS NULL),
    sign * count(*) FILTER (WHERE r.status = 'ignored' AND r.duplicate_of IS NULL), sign * coalesce(sum(r.deliveries) FILTER (WHERE r.source = 'shopify'), 0),
    sign * coalesce(sum(CASE WHEN r.duplicate_of IS NULL THEN r.deliveries - 1 ELSE r.deliveries END) FILTER (WHERE r.source = 'shopify'), 0)
  FROM touched r GROUP BY r.shop;
  RETURN NULL;
END $$;

-- What an update changes of an event's own share of the figures.
CREATE FUNCTION record_event_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO event_changes (shop, processed, quarantined, ignored, received, repeated) VALUES (NEW.shop,
    (NEW.status = 'processed' AND NEW.duplicate_of IS NULL)::int - (OLD.status = 'processed' AND OLD.duplicate_of IS NULL)::int,
    (NEW.status = 'quarantined' AND NEW.duplicate_of IS NULL)::int - (OLD.status = 'quarantined' AND OLD.duplicate_of IS NULL)::int,
    (NEW.status = 'ignored' AND NEW.duplicate_of IS NULL)::int - (OLD.status = 'ignored' AND OLD.duplicate_of IS NULL)::int,
    CASE WHEN NEW.source = 'shopify' THEN NEW.deliveries - OLD.deliveries ELSE 0 END,
    CASE WHEN NEW.source = 'shopify' THEN NEW.deliveries - (NEW.duplicate_of IS NULL)::int - OLD.deliveries + (OLD.duplicate_of IS NULL)::int ELSE 0 END);
  RETURN NULL;
END $$;

CREATE TRIGGER events_processed_added AFTER INSERT ON events_processed REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION record_event_rows();
CREATE TRIGGER events_processed_removed AFTER DELETE ON events_processed REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION record_event_rows();
CREATE TRIGGER events_processed_changed AFTER UPDATE ON events_processed FOR EACH ROW
  WHEN (OLD.status <> NEW.status OR OLD.deliveries <> NEW.deliveries OR OLD.duplicate_of IS DISTINCT FROM NEW.duplicate_of) EXECUTE FUNCTION record_event_change();

INSERT INTO event_counts (shop, processed, quarantined, ignored, received, repeated)
SELECT e.shop, count(*) FILTER (WHERE e.status = 'processed' AND e.duplicate_of IS NULL), count(*) FILTER (WHERE e.status = 'quarantined' AND e.duplicate_of IS NULL),
  count(*) FILTER (WHERE e.status = 'ignored' AND e.duplicate_of IS NULL), coalesce(sum(e.deliveries) FILTER (WHERE e.source = 'shopify'), 0),
  coalesce(sum(CASE WHEN e.duplicate_of IS NULL THEN e.deliveries - 1 ELSE e.deliveries END) FILTER (WHERE e.source = 'shopify'), 0)
FROM events_processed e GROUP BY e.shop;

-- It was for adding up what is counted now.
DROP INDEX events_processed_tally;
