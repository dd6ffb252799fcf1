-- Ends a statement that could not hold what it was to hold, so that it can be sent with the commit right behind it: nothing is
-- committed then. Says what is short as things are by now (SQLSTATE OD001), or, when nothing is any more, that it may be tried again.
CREATE FUNCTION refuse_hold(of_shop text, ids bigint[], quantities int[]) RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  short jsonb;
BEGIN
  SELECT jsonb_agg(jsonb_build_object('id', v.id::text, 'sku', v.sku, 'quantity', w.quantity, 'free', v.stock - v.reserved_stock) ORDER BY v.id) INTO short
  FROM unnest(ids, quantities) AS w(id, quantity) JOIN product_variants v ON v.shop = of_shop AND v.id = w.id
  WHERE v.tracked AND v.policy = 'deny' AND v.read_at IS NOT NULL AND v.stock - v.reserved_stock < w.quantity;
  IF short IS NULL THEN
    RAISE EXCEPTION 'the stock has changed meanwhile' USING ERRCODE = 'serialization_failure';
  END IF;
  RAISE EXCEPTION 'not enough in stock' USING ERRCODE = 'OD001', DETAIL = short::text;
END $$;
