-- AlterTable
ALTER TABLE "webhook_endpoints" ADD COLUMN     "previous_secret" TEXT,
ADD COLUMN     "previous_secret_until" TIMESTAMPTZ(3);

-- The delivery log of a shop's endpoints.
CREATE INDEX outbox_events_webhooks ON outbox_events (shop, id DESC) WHERE type = 'webhook.deliver';
