import { expect, test } from "vitest";
import { noticeOf, noticesOf, withNotice, withOpen } from "./notices.ts";

const now = new Date("2026-11-21T08:00:00.000Z");
const alert = { id: "a", kind: "delayed" as const, severity: "warning" as const, orderId: "gid://shopify/Order/1", title: "#1001: no word from the carrier", openedAt: "2026-11-21T07:00:00.000Z", closedAt: null };
const gap = { id: "g", kind: "missing_order", details: {}, since: "2026-11-21T07:30:00.000Z" };
const event = (name: string, data: unknown) => ({ id: "1", event: name, data });

test("begins with what is open, and nothing of it unread", () => {
  expect(noticesOf([alert], [gap])).toMatchObject([{ id: "g", unread: false }, { id: "a", unread: false, title: alert.title }]);
});

test("tells once of each alert and gap, what was told last", () => {
  const opened = noticeOf(event("alert", { change: "opened", alert }), now);
  const closed = noticeOf(event("alert", { change: "closed", alert: { ...alert, closedAt: "2026-11-21T07:50:00.000Z" } }), now);
  const gapClosed = noticeOf(event("data_gap", { change: "closed", dataGap: gap }), now);

  const notices = [opened, closed, gapClosed].flatMap((notice) => notice ?? []).reduce(withNotice, []);

  expect(notices).toMatchObject([{ id: "g", change: "closed", at: now.toISOString(), unread: true }, { id: "a", change: "closed", at: "2026-11-21T07:50:00.000Z", unread: true }]);
});

test("makes nothing of other events, or of what it cannot read", () => {
  expect([noticeOf(event("refresh", { orderIds: [] }), now), noticeOf(event("alert", { alert: {} }), now), noticeOf(event("alert", undefined), now)]).toEqual([undefined, undefined, undefined]);
});

test("does not tell again of what is open, when it is asked for once more", () => {
  const told = noticeOf(event("alert", { change: "opened", alert }), now);

  expect(withOpen(told ? [told] : [], noticesOf([alert], [gap])).map(({ id, unread }) => [id, unread])).toEqual([["g", false], ["a", true]]);
});
