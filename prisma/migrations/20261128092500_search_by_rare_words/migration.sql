-- The index can only find all orders of a word before any of them is given. So a search for several words asks it for the
-- rare ones, which the caller names, and looks in what they find for the others: ts_match_vq is @@ without the index.
-- The orders of the connection's shop, in no order and at most so many: those with the words as one phrase, or, where there
-- is none, those with all of the words. (Why as the owner: see where it was made first.)
CREATE FUNCTION find_orders(words text[], rare text[], most int) RETURNS TABLE (order_id bigint, created_at timestamptz, query text) LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
DECLARE
  mine CONSTANT text := current_setting('app.shop', true);
  phrase CONSTANT text := search_query(mine, ARRAY[array_to_string(words, ' ')]);
  each_word text;
  rare_words text;
BEGIN
  RETURN QUERY SELECT s.order_id, s.created_at, phrase FROM order_search s WHERE s.shop = mine AND s.terms @@ phrase::tsquery LIMIT most;
  IF NOT FOUND AND cardinality(words) > 1 THEN
    each_word := search_query(mine, words);
    rare_words := search_query(mine, rare);
    RETURN QUERY
      SELECT s.order_id, s.created_at, each_word FROM order_search s
      WHERE s.shop = mine AND s.terms @@ rare_words::tsquery AND ts_match_vq(s.terms, each_word::tsquery) LIMIT most;
  END IF;
END $$;

DO $$
BEGIN
  EXECUTE format('ALTER FUNCTION find_orders(text[], text[], int) SET search_path = %I, pg_temp', current_schema());
END $$;
-- Without knowing what is looked for, the planner reads the shop's whole list.
ALTER FUNCTION find_orders(text[], text[], int) SET plan_cache_mode = force_custom_plan;
REVOKE ALL ON FUNCTION find_orders(text[], text[], int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_orders(text[], text[], int) TO orders_app;

DROP FUNCTION find_orders(text[], int);
