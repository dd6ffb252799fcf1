-- Reservations that had been stuck until the sweeper ended them, for the cause of a drift: so few that the index is hardly there.
CREATE INDEX reservations_ended_late ON reservations (shop, variant_id) WHERE status = 'EXPIRED' AND settled_at - expires_at > interval '5 minutes';
