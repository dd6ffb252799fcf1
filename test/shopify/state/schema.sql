-- Documents hold whole aggregates as JSON; the columns beside them are what is searched and sorted by.
create table if not exists orders (
  gid text primary key, shop text not null, id integer not null, number integer not null, name text not null,
  created_at text not null, updated_at text not null, processed_at text not null,
  status text not null, financial_status text, fulfillment_status text not null, return_status text not null,
  email text, customer text, customer_id integer, tags text not null, gateways text not null, skus text not null,
  source_name text, test integer not null, total integer not null, quantity integer not null, body text not null
) without rowid;
create index if not exists orders_updated on orders (shop, updated_at, id);
create index if not exists orders_created on orders (shop, created_at, id);
create index if not exists orders_processed on orders (shop, processed_at, id);
create index if not exists orders_number on orders (shop, number, id);
create index if not exists orders_name on orders (shop, name);
create index if not exists orders_returns on orders (shop, return_status, id) where return_status <> 'NO_RETURN';
create index if not exists orders_open on orders (shop, fulfillment_status, id);

-- Which document a part of it belongs to (a fulfilment to its order, a variant to its product).
create table if not exists parts (gid text primary key, owner text not null) without rowid;

create table if not exists documents (
  gid text primary key, shop text not null, type text not null, id integer not null, body text not null
) without rowid;
create index if not exists documents_of_type on documents (shop, type, id);

create table if not exists metafields (
  shop text not null, owner text not null, namespace text not null, key text not null, id integer not null,
  type text not null, value text not null, created_at text not null, updated_at text not null,
  primary key (shop, owner, namespace, key)
) without rowid;

create table if not exists inventory (
  shop text not null, item text not null, location text not null, name text not null, quantity integer not null, updated_at text not null,
  primary key (shop, item, location, name)
) without rowid;

create table if not exists tokens (
  token text primary key, kind text not null, shop text not null, scopes text not null, user_id text,
  expires_at integer, refresh_token text unique, refresh_expires_at integer, predecessor text, created_at integer not null
) without rowid;

create table if not exists deliveries (
  id integer primary key, webhook_id text not null, event_id text not null, shop text not null, topic text not null, address text not null,
  body text not null, api_version text not null, name text, triggered_at text not null, order_gid text,
  attempts integer not null default 0, next_at integer, status integer, ms integer, error text, finished_at integer
);
create index if not exists deliveries_due on deliveries (next_at) where next_at is not null;
create index if not exists deliveries_of_order on deliveries (order_gid);

create table if not exists idempotency (
  shop text not null, key text not null, fingerprint text not null, result text not null, primary key (shop, key)
) without rowid;

create table if not exists counters (name text primary key, value integer not null) without rowid;
