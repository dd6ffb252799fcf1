-- What Prisma's schema cannot say.

-- No more is taken at the door than is owed there.
ALTER TABLE cod_accounts ADD CONSTRAINT cod_accounts_captured_at_most_expected CHECK (captured <= expected);

-- An account is what its entries say, by the database itself: an entry that would break a CHECK of the account is not written.
CREATE FUNCTION keep_cod_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.kind = 'expected' THEN
    INSERT INTO cod_accounts (shop, order_id, currency_code, expected)
    SELECT NEW.shop, NEW.order_id, o.currency_code, NEW.amount FROM orders o WHERE o.shop = NEW.shop AND o.id = NEW.order_id
    ON CONFLICT (shop, order_id) DO UPDATE SET expected = excluded.expected;
  ELSE
    UPDATE cod_accounts SET
      captured = captured + CASE NEW.kind WHEN 'captured' THEN NEW.amount ELSE 0 END,
      refunded = refunded + CASE NEW.kind WHEN 'refunded' THEN NEW.amount ELSE 0 END
    WHERE shop = NEW.shop AND order_id = NEW.order_id;
  END IF;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'order % has no cash-on-delivery account', NEW.order_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER keep_cod_account AFTER INSERT ON cod_entries FOR EACH ROW EXECUTE FUNCTION keep_cod_account();

-- Money that moves is more than none; what is expected may become none, when an order is cancelled.
ALTER TABLE cod_entries ADD CONSTRAINT cod_entries_moves_something CHECK (kind = 'expected' OR amount > 0);
