-- AlterTable
ALTER TABLE "order_changes" ADD COLUMN "assignee_after" TEXT,
ADD COLUMN "assignee_before" TEXT;

-- AlterTable
ALTER TABLE "order_counts" ADD COLUMN "notices" BIGINT NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "order_assignee_counts" (
    "shop" TEXT NOT NULL,
    "assignee" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "order_assignee_counts_pkey" PRIMARY KEY ("shop","assignee")
);


-- ---------------------------------------------------------------------------------------------------------------------
-- What Prisma's schema cannot say.

SELECT scope_by_shop('order_assignee_counts');

-- Whose list shows an order, beside the tabs.
CREATE FUNCTION order_assignee(o orders) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN CASE WHEN o.deleted_at IS NULL THEN o.assigned_to END;

CREATE OR REPLACE FUNCTION record_order_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO order_changes (shop, created_at, order_id, after, assignee_after) VALUES (NEW.shop, NEW.created_at, NEW.id, order_tabs(NEW), order_assignee(NEW));
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO order_changes (shop, created_at, order_id, before, assignee_before) VALUES (OLD.shop, OLD.created_at, OLD.id, order_tabs(OLD), order_assignee(OLD));
  ELSIF NEW.created_at = OLD.created_at THEN
    INSERT INTO order_changes (shop, created_at, order_id, before, after, assignee_before, assignee_after)
    VALUES (NEW.shop, NEW.created_at, NEW.id, order_tabs(OLD), order_tabs(NEW), order_assignee(OLD), order_assignee(NEW));
  ELSE
    INSERT INTO order_changes (shop, created_at, order_id, before, after, assignee_before, assignee_after)
    VALUES (OLD.shop, OLD.created_at, OLD.id, order_tabs(OLD), 0, order_assignee(OLD), NULL), (NEW.shop, NEW.created_at, NEW.id, 0, order_tabs(NEW), NULL, order_assignee(NEW));
  END IF;
  RETURN NULL;
END $$;

-- Changes that wait to be folded in are in these counts already, and name no assignee.
INSERT INTO order_assignee_counts (shop, assignee, count)
SELECT shop, assigned_to, count(*) FROM orders WHERE deleted_at IS NULL AND assigned_to IS NOT NULL GROUP BY shop, assigned_to;
