-- CreateIndex
CREATE INDEX "live_events_id_idx" ON "live_events"("id");
