-- CreateTable
CREATE TABLE "order_counts" (
    "shop" TEXT NOT NULL,
    "counts" BIGINT[],
    "version" BIGINT NOT NULL,

    CONSTRAINT "order_counts_pkey" PRIMARY KEY ("shop")
);

-- CreateTable
CREATE TABLE "order_blocks" (
    "shop" TEXT NOT NULL,
    "tab" SMALLINT NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "from_id" BIGINT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "order_blocks_pkey" PRIMARY KEY ("shop","tab","from_at","from_id")
);

-- CreateTable
CREATE TABLE "order_changes" (
    "shop" TEXT NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "created_at" TIMESTAMPTZ(3),
    "order_id" BIGINT,
    "before" INTEGER NOT NULL DEFAULT 0,
    "after" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "order_changes_pkey" PRIMARY KEY ("shop","seq")
);

-- CreateTable
CREATE TABLE "order_search" (
    "shop" TEXT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "terms" tsvector NOT NULL,

    CONSTRAINT "order_search_pkey" PRIMARY KEY ("shop","order_id")
);

-- CreateIndex
CREATE INDEX "order_search_shop_created_at_order_id_idx" ON "order_search"("shop", "created_at" DESC, "order_id" DESC);


-- ---------------------------------------------------------------------------------------------------------------------
-- What Prisma's schema cannot say.

SELECT scope_by_shop('order_counts'), scope_by_shop('order_blocks'), scope_by_shop('order_changes'), scope_by_shop('order_search');

-- Rows of this table live for seconds.
ALTER TABLE order_changes SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000, autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 20000);

-- The tabs that show an order, one bit each (app/domains/orders/tabs.ts has the same conditions, counts/ledger.ts the bits).
CREATE FUNCTION order_tabs(o orders) RETURNS int LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  IF o.deleted_at IS NOT NULL THEN
    RETURN 0;
  END IF;
  RETURN 1
    + CASE WHEN o.is_open AND o.fulfillment_status IN ('unfulfilled', 'partial') THEN 2 ELSE 0 END
    + CASE WHEN o.is_open AND o.assigned_to IS NULL THEN 4 ELSE 0 END
    + CASE WHEN o.is_open AND o.priority = 'urgent' THEN 8 ELSE 0 END
    + CASE WHEN o.shipment_status = 'tracking_pending' THEN 16 ELSE 0 END
    + CASE WHEN o.shipment_status = 'delayed' THEN 32 ELSE 0 END
    + CASE WHEN o.return_open THEN 64 ELSE 0 END
    + CASE WHEN o.support_thread_id IS NOT NULL THEN 128 ELSE 0 END
    + CASE WHEN o.cod AND o.cancelled_at IS NULL THEN 256 ELSE 0 END
    + CASE WHEN NOT o.is_open THEN 512 ELSE 0 END;
END $$;

-- Every change of an order that its place in the list, a tab, a filter or the search box can tell is on record in the
-- transaction that makes it: counts are exact in every snapshot, and a version tells that nothing has changed.
CREATE FUNCTION record_order_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO order_changes (shop, created_at, order_id, after) VALUES (NEW.shop, NEW.created_at, NEW.id, order_tabs(NEW));
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO order_changes (shop, created_at, order_id, before) VALUES (OLD.shop, OLD.created_at, OLD.id, order_tabs(OLD));
  ELSIF NEW.created_at = OLD.created_at THEN
    INSERT INTO order_changes (shop, created_at, order_id, before, after) VALUES (NEW.shop, NEW.created_at, NEW.id, order_tabs(OLD), order_tabs(NEW));
  ELSE
    INSERT INTO order_changes (shop, created_at, order_id, before, after)
    VALUES (OLD.shop, OLD.created_at, OLD.id, order_tabs(OLD), 0), (NEW.shop, NEW.created_at, NEW.id, 0, order_tabs(NEW));
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER record_change AFTER INSERT OR DELETE ON orders FOR EACH ROW EXECUTE FUNCTION record_order_change();
CREATE TRIGGER record_change_of AFTER UPDATE ON orders FOR EACH ROW
  WHEN ((OLD.created_at, OLD.deleted_at, OLD.is_open, OLD.fulfillment_status, OLD.assigned_to, OLD.priority, OLD.shipment_status, OLD.return_open, OLD.support_thread_id, OLD.cod, OLD.cancelled_at, OLD.workflow_state, OLD.search_text, OLD.number, OLD.customer_name)
    IS DISTINCT FROM (NEW.created_at, NEW.deleted_at, NEW.is_open, NEW.fulfillment_status, NEW.assigned_to, NEW.priority, NEW.shipment_status, NEW.return_open, NEW.support_thread_id, NEW.cod, NEW.cancelled_at, NEW.workflow_state, NEW.search_text, NEW.number, NEW.customer_name))
  EXECUTE FUNCTION record_order_change();

-- What comes with every page of the list changes its version too: alerts, data gaps, and the time zone that days are in.
CREATE FUNCTION record_list_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO order_changes (shop) VALUES (coalesce(NEW.shop, OLD.shop));
  RETURN NULL;
END $$;

CREATE TRIGGER record_change AFTER INSERT OR UPDATE OR DELETE ON alerts FOR EACH ROW EXECUTE FUNCTION record_list_change();
CREATE TRIGGER record_change AFTER INSERT OR UPDATE OR DELETE ON data_gaps FOR EACH ROW EXECUTE FUNCTION record_list_change();
CREATE TRIGGER record_change AFTER UPDATE ON shops FOR EACH ROW WHEN (OLD.iana_timezone <> NEW.iana_timezone) EXECUTE FUNCTION record_list_change();

-- The search box finds an order by the beginning of any word of its name, number, email, customer, SKUs and tracking
-- numbers: each term is such a word with what follows it, behind a mark of the shop, so that one shop's common words do not
-- slow down another's search.
CREATE FUNCTION search_mark(shop text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN left(md5(shop), 4) || ' ';

CREATE FUNCTION search_terms(shop text, words text[]) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  mark text := search_mark(shop);
  found text[] := '{}';
  word text;
  rest text COLLATE "und-x-icu";
BEGIN
  FOREACH word IN ARRAY words LOOP
    rest := lower(word COLLATE "und-x-icu");
    WHILE rest <> '' LOOP
      found := found || (mark || left(rest, 80));
      IF rest ~ '^[[:alpha:]]+[0-9]{3}' THEN
        rest := regexp_replace(rest, '^[[:alpha:]]+', '');
      ELSE
        rest := regexp_replace(rest, '^([^[:alnum:]]+|[[:alnum:]]+[^[:alnum:]]*)', '');
      END IF;
    END LOOP;
  END LOOP;
  RETURN array_to_tsvector(found);
END $$;

CREATE FUNCTION record_order_terms() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    DELETE FROM order_search WHERE shop = OLD.shop AND order_id = OLD.id;
  ELSIF NEW.deleted_at IS NOT NULL THEN
    DELETE FROM order_search WHERE shop = NEW.shop AND order_id = NEW.id;
  ELSE
    INSERT INTO order_search (shop, order_id, created_at, terms)
    VALUES (NEW.shop, NEW.id, NEW.created_at, search_terms(NEW.shop, string_to_array(NEW.search_text, ' ') || NEW.customer_name || NEW.number::text))
    ON CONFLICT (shop, order_id) DO UPDATE SET created_at = excluded.created_at, terms = excluded.terms;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER record_terms AFTER INSERT ON orders FOR EACH ROW WHEN (NEW.search_text <> '') EXECUTE FUNCTION record_order_terms();
CREATE TRIGGER record_terms_of AFTER UPDATE ON orders FOR EACH ROW
  WHEN ((OLD.search_text, OLD.customer_name, OLD.number, OLD.created_at, OLD.deleted_at) IS DISTINCT FROM (NEW.search_text, NEW.customer_name, NEW.number, NEW.created_at, NEW.deleted_at))
  EXECUTE FUNCTION record_order_terms();
CREATE TRIGGER record_no_terms AFTER DELETE ON orders FOR EACH ROW EXECUTE FUNCTION record_order_terms();

-- What finds terms that begin so; a word of one or two letters has to be a whole term.
CREATE FUNCTION search_query(shop text, words text[]) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN (
  SELECT string_agg(format('''%s%s''%s', search_mark(shop), replace(replace(left(word, 80), '\', '\\'), '''', ''''''), CASE WHEN length(word) < 3 THEN '' ELSE ':*' END), ' & ')
  FROM (SELECT lower(given COLLATE "und-x-icu") AS word FROM unnest(words) given) lowered);

-- The orders of the connection's shop that a search finds, in no order and at most so many: those with the words as one
-- phrase, or, where there is none, those with all of the words. Row-level security would keep the index from being used,
-- since @@ is not leakproof; so this runs as the owner, and asks itself which shop the connection is for.
CREATE FUNCTION find_orders(words text[], most int) RETURNS TABLE (order_id bigint, created_at timestamptz, query text) LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
DECLARE
  mine CONSTANT text := current_setting('app.shop', true);
  phrase CONSTANT text := search_query(mine, ARRAY[array_to_string(words, ' ')]);
  each_word CONSTANT text := search_query(mine, words);
BEGIN
  RETURN QUERY SELECT s.order_id, s.created_at, phrase FROM order_search s WHERE s.shop = mine AND s.terms @@ phrase::tsquery LIMIT most;
  IF NOT FOUND AND each_word <> phrase THEN
    RETURN QUERY SELECT s.order_id, s.created_at, each_word FROM order_search s WHERE s.shop = mine AND s.terms @@ each_word::tsquery LIMIT most;
  END IF;
END $$;

DO $$
BEGIN
  EXECUTE format('ALTER FUNCTION find_orders(text[], int) SET search_path = %I, pg_temp', current_schema());
END $$;
REVOKE ALL ON FUNCTION find_orders(text[], int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_orders(text[], int) TO orders_app;

DROP INDEX orders_search;

INSERT INTO order_search (shop, order_id, created_at, terms)
SELECT shop, id, created_at, search_terms(shop, string_to_array(search_text, ' ') || customer_name || number::text) FROM orders WHERE deleted_at IS NULL;
CREATE INDEX "order_search_terms_idx" ON "order_search" USING GIN ("terms") WITH (fastupdate = off);
INSERT INTO order_changes (shop, created_at, order_id, after) SELECT o.shop, o.created_at, o.id, order_tabs(o) FROM orders o;

-- The few orders that are not of normal priority, and the newest alerts and gaps.
CREATE INDEX orders_by_priority ON orders (shop, priority, created_at DESC, id DESC) WHERE deleted_at IS NULL AND priority <> 'normal';
CREATE INDEX alerts_open_newest ON alerts (shop, opened_at DESC, id DESC) WHERE closed_at IS NULL;
CREATE INDEX data_gaps_open_newest ON data_gaps (shop, since DESC, id DESC) WHERE closed_at IS NULL;
