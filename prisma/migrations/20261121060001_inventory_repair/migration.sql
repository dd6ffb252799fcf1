-- CreateTable
CREATE TABLE "inventory_edits" (
    "shop" TEXT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "variant_id" BIGINT NOT NULL,
    "reservation_id" UUID,
    "change" TEXT NOT NULL,
    "before" INTEGER,
    "after" INTEGER,
    "editor" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "inventory_edits_pkey" PRIMARY KEY ("shop","id")
);

-- CreateIndex
CREATE INDEX "inventory_edits_shop_variant_id_idx" ON "inventory_edits"("shop", "variant_id");

-- ---------------------------------------------------------------------------------------------------------------------
-- What Prisma's schema cannot say.

SELECT scope_by_shop('inventory_edits');
ALTER TABLE inventory_edits ADD CHECK (change IN ('update', 'insert', 'delete'));

-- The app writes reserved units as orders_app alone. Whoever changes them as another role is a person, or a script of one: that is
-- noted, so that a difference can be told from one of the app's own making. For the app the triggers cost one comparison.
CREATE FUNCTION note_inventory_edit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  IF TG_TABLE_NAME = 'product_variants' THEN
    INSERT INTO inventory_edits (shop, variant_id, change, before, after, editor, at)
    VALUES (NEW.shop, NEW.id, 'update', OLD.reserved_stock, NEW.reserved_stock, session_user, now());
  ELSE
    INSERT INTO inventory_edits (shop, variant_id, reservation_id, change, before, after, editor, at)
    VALUES (COALESCE(NEW.shop, OLD.shop), COALESCE(NEW.variant_id, OLD.variant_id), COALESCE(NEW.id, OLD.id), lower(TG_OP),
      CASE WHEN TG_OP <> 'INSERT' AND OLD.status = 'ACTIVE' THEN OLD.quantity END,
      CASE WHEN TG_OP <> 'DELETE' AND NEW.status = 'ACTIVE' THEN NEW.quantity END, session_user, now());
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER note_edit AFTER UPDATE ON product_variants FOR EACH ROW
  WHEN (OLD.reserved_stock <> NEW.reserved_stock AND current_user <> 'orders_app') EXECUTE FUNCTION note_inventory_edit();
CREATE TRIGGER note_edit AFTER UPDATE ON reservations FOR EACH ROW
  WHEN ((OLD.status <> NEW.status OR OLD.quantity <> NEW.quantity) AND current_user <> 'orders_app') EXECUTE FUNCTION note_inventory_edit();
CREATE TRIGGER note_edit_insert AFTER INSERT ON reservations FOR EACH ROW
  WHEN (current_user <> 'orders_app') EXECUTE FUNCTION note_inventory_edit();
CREATE TRIGGER note_edit_delete AFTER DELETE ON reservations FOR EACH ROW
  WHEN (current_user <> 'orders_app') EXECUTE FUNCTION note_inventory_edit();
