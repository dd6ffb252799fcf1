-- What a search finds, newest first: the first so many of it, each with how many there are in all, up to a most. Who shows the
-- first page is not handed thousands of rows. (How it looks, and why as the owner: see where it was made first.)
CREATE FUNCTION find_orders(words text[], rare text[], most int, first int) RETURNS TABLE (order_id bigint, created_at timestamptz, query text, hits int) LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
DECLARE
  mine CONSTANT text := current_setting('app.shop', true);
  phrase CONSTANT text := search_query(mine, ARRAY[array_to_string(words, ' ')]);
  each_word text;
  rare_words text;
BEGIN
  RETURN QUERY
    WITH found AS MATERIALIZED (SELECT s.order_id, s.created_at FROM order_search s WHERE s.shop = mine AND s.terms @@ phrase::tsquery LIMIT most)
    SELECT f.order_id, f.created_at, phrase, (SELECT count(*)::int FROM found) FROM found f ORDER BY f.created_at DESC, f.order_id DESC LIMIT first;
  IF NOT FOUND AND cardinality(words) > 1 THEN
    each_word := search_query(mine, words);
    rare_words := search_query(mine, rare);
    RETURN QUERY
      WITH found AS MATERIALIZED (
        SELECT s.order_id, s.created_at FROM order_search s
        WHERE s.shop = mine AND s.terms @@ rare_words::tsquery AND ts_match_vq(s.terms, each_word::tsquery) LIMIT most)
      SELECT f.order_id, f.created_at, each_word, (SELECT count(*)::int FROM found) FROM found f ORDER BY f.created_at DESC, f.order_id DESC LIMIT first;
  END IF;
END $$;

DO $$
BEGIN
  EXECUTE format('ALTER FUNCTION find_orders(text[], text[], int, int) SET search_path = %I, pg_temp', current_schema());
END $$;
-- Without knowing what is looked for, the planner reads the shop's whole list.
ALTER FUNCTION find_orders(text[], text[], int, int) SET plan_cache_mode = force_custom_plan;
REVOKE ALL ON FUNCTION find_orders(text[], text[], int, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_orders(text[], text[], int, int) TO orders_app;

DROP FUNCTION find_orders(text[], text[], int);
