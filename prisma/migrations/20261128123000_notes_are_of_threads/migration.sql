-- A note is of its thread, and so of every order in it: nothing has ever named one of them.
ALTER TABLE support_notes DROP COLUMN order_id;
