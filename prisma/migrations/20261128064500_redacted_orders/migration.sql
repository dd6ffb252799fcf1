-- When an order's customer was taken out of it: what tells of earlier times does not bring them back.
ALTER TABLE "orders" ADD COLUMN "redacted_at" TIMESTAMPTZ(3);
CREATE INDEX "orders_redacted_idx" ON "orders" ("shop", "id") WHERE "redacted_at" IS NOT NULL;
