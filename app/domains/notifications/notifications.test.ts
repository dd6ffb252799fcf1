import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { SMTPServer } from "smtp-server";
import { afterEach, describe, expect, test } from "vitest";
import type { Ctx } from "#app/platform/ctx.ts";
import { dispatchOutbox } from "#app/platform/dispatch-outbox.server.ts";
import { configureOutbound, isPublicAddress } from "#app/platform/public-http.server.ts";
import { buildOrderIn, outboxOf, transition } from "#test/factories/workflow.ts";
import { testContext, testSystemContext } from "#test/setup/context.ts";
import { addWebhookEndpoint, configureMail, listMails, listWebhookEndpoints, removeWebhookEndpoint } from "./index.server.ts";

const ends: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

async function set(ctx: Ctx, values: object): Promise<void> {
  await ctx.sql`insert into shop_settings (shop, "values", updated_at, updated_by) values (${ctx.shop}, ${JSON.stringify(values)}, now(), 'test')`;
}

/** Does what the worker does, until nothing is due. */
async function send(): Promise<void> {
  const system = await testSystemContext();
  const due = () => system.sql`select 1 from outbox_events where status = 'PENDING' and next_attempt_at <= now() and type <> 'shopify.payment_capture' limit 1`;
  for (let rounds = 0; rounds < 5 && (await due()).length > 0; rounds += 1) await dispatchOutbox(system);
}

async function statusOf(ctx: Ctx, type: string) {
  return ctx.sql<{ status: string; attempts: number; last_error: string | null }>`select status, attempts, last_error from outbox_events where shop = ${ctx.shop} and type = ${type}`;
}

describe("mails about a transition", () => {
  /** A mail server of this test, and what it has been given. With `refusing` it knows no recipient. */
  async function mailServer({ refusing = false } = {}): Promise<string[]> {
    const mails: string[] = [];
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ["STARTTLS"],
      onRcptTo: (_address, _session, done) => done(refusing ? Object.assign(new Error("No such user"), { responseCode: 550 }) : undefined),
      onData: (stream, _session, done) => {
        const chunks: Buffer[] = [];
        stream.on("data", (chunk: Buffer) => chunks.push(chunk));
        stream.on("end", () => {
          mails.push(Buffer.concat(chunks).toString());
          done();
        });
      },
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    configureMail({ url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`, from: "Orders <orders@example.com>" });
    ends.push(() => configureMail(undefined), () => new Promise<void>((resolve) => server.close(() => resolve())));
    return mails;
  }

  test("leave by the mail server, to the team with the note and to the customer without it", async () => {
    const mails = await mailServer();
    const ctx = await testContext();
    await set(ctx, { mailTeamAddress: "team@example.com", mailTeamOn: ["cancelled"], mailCustomerOn: ["cancelled"] });
    const order = await buildOrderIn(ctx, "pending");

    await transition(ctx, order, "cancelled", { note: "a rude customer" });
    await send();

    const [team, customer] = mails.toSorted((a) => (a.includes("To: team@example.com") ? -1 : 1));
    expect(mails).toHaveLength(2);
    expect(team).toContain("a rude customer");
    expect(customer).toContain("To: noor@example.com");
    expect(customer).not.toContain("rude");
    expect((await listMails(ctx, { limit: 10 })).mails.map(({ status }) => status)).toEqual(["sent", "sent"]);
    // By it a mail is known that comes twice because the answer to the first was lost.
    const ids = await ctx.sql<{ id: string }>`select id from outbox_events where shop = ${ctx.shop} and type = 'mail.send'`;
    expect(mails.map((mail) => /^Message-ID: <([^@]+)@example\.com>/m.exec(mail)?.[1]).toSorted()).toEqual(ids.map(({ id }) => id).toSorted());
  });

  test("wait for a person when the mail server refuses them, and are shown as failed", async () => {
    await mailServer({ refusing: true });
    const ctx = await testContext();
    await set(ctx, { mailTeamAddress: "nobody@example.com", mailTeamOn: ["cancelled"] });

    await transition(ctx, await buildOrderIn(ctx, "pending"), "cancelled");
    await send();

    expect(await statusOf(ctx, "mail.send")).toMatchObject([{ status: "FAILED", attempts: 1 }]);
    expect((await listMails(ctx, { limit: 10 })).mails).toMatchObject([{ status: "failed", recipient: "nobody@example.com", error: expect.any(String) }]);
  });

  test("are kept and shown in the app without a mail server, and where nobody's address is known", async () => {
    const ctx = await testContext();
    const order = await buildOrderIn(ctx, "pending");

    await transition(ctx, order, "cancelled", { note: "changed their mind" });
    await send();

    const { mails } = await listMails(ctx, { limit: 10 });
    expect(mails).toMatchObject([{ orderId: `gid://shopify/Order/${order.id}`, recipient: null, subject: expect.stringContaining(order.name), text: expect.stringContaining("changed their mind"), status: "kept" }]);
    expect((await listMails(await testContext(), { limit: 10 })).mails).toEqual([]);
  });

  test("are not written for a state that the shop has not asked for", async () => {
    const ctx = await testContext();
    await set(ctx, { mailTeamOn: [] });
    const order = await buildOrderIn(ctx, "pending");

    const { effects } = await transition(ctx, order, "cancelled");

    expect(await outboxOf(ctx, order)).toEqual(["shopify.order_cancel"]);
    expect(effects).not.toContain("send_email");
  });

  test("are tried again when the mail server does not answer", async () => {
    configureMail({ url: "smtp://127.0.0.1:1", from: "orders@example.com" });
    ends.push(() => configureMail(undefined));
    const ctx = await testContext();
    await set(ctx, { mailTeamAddress: "team@example.com", mailTeamOn: ["cancelled"] });

    await transition(ctx, await buildOrderIn(ctx, "pending"), "cancelled");
    await send();

    expect(await statusOf(ctx, "mail.send")).toMatchObject([{ status: "PENDING", attempts: 1 }]);
  });
});

describe("webhooks about a transition", () => {
  interface Received {
    headers: IncomingHttpHeaders;
    body: string;
  }

  /** An endpoint of the shop's, which answers with these statuses in turn and then with the last. */
  async function receiver(...statuses: number[]): Promise<{ url: string; received: Received[] }> {
    configureOutbound({ allowPrivate: true });
    const received: Received[] = [];
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
        response.writeHead(statuses[received.length - 1] ?? statuses.at(-1) ?? 200, { "Retry-After": "90" }).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    ends.push(() => configureOutbound({ allowPrivate: false }), () => new Promise((resolve) => server.close(resolve)));
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, received };
  }

  test("are signed per Standard Webhooks, and verified by its own library", async () => {
    const { url, received } = await receiver(204);
    const ctx = await testContext();
    const { secret } = await addWebhookEndpoint(ctx, { url, description: "" });
    const order = await buildOrderIn(ctx, "pending");

    await transition(ctx, order, "paid", { note: "by transfer" });
    await send();

    const [message] = received;
    const verified = new Webhook(secret).verify(message?.body ?? "", { ...message?.headers } as Record<string, string>);
    expect(verified).toMatchObject({ type: "order.transitioned", data: { order_id: `gid://shopify/Order/${order.id}`, transition: "mark_paid", from_state: "pending", to_state: "paid", version: 1, note: "by transfer" } });
    expect(() => new Webhook(secret).verify(`${message?.body} `, { ...message?.headers } as Record<string, string>)).toThrow();
  });

  test("keep their id when they are tried again, and go to each endpoint once", async () => {
    const failing = await receiver(500, 200);
    const working = await receiver(200);
    const ctx = await testContext();
    for (const { url } of [failing, working]) await addWebhookEndpoint(ctx, { url, description: "" });

    await transition(ctx, await buildOrderIn(ctx, "pending"), "paid");
    await send();
    await ctx.sql`update outbox_events set next_attempt_at = now() where shop = ${ctx.shop}`;
    await send();

    expect(failing.received.map(({ headers }) => headers["webhook-id"])).toEqual([expect.any(String), failing.received[0]?.headers["webhook-id"]]);
    expect(working.received).toHaveLength(1);
  });

  test("wait for a person when the receiver refuses this very message", async () => {
    const { url } = await receiver(422);
    const ctx = await testContext();
    await addWebhookEndpoint(ctx, { url, description: "" });

    await transition(ctx, await buildOrderIn(ctx, "pending"), "paid");
    await send();

    expect(await statusOf(ctx, "webhook.deliver")).toMatchObject([{ status: "FAILED", attempts: 1 }]);
  });

  test("are tried again as late as the receiver asks", async () => {
    const { url } = await receiver(429);
    const ctx = await testContext();
    await addWebhookEndpoint(ctx, { url, description: "" });

    await transition(ctx, await buildOrderIn(ctx, "pending"), "paid");
    await send();

    const [{ wait } = { wait: 0 }] = await ctx.sql<{ wait: number }>`select extract(epoch from next_attempt_at - now())::float as wait from outbox_events where shop = ${ctx.shop} and type = 'webhook.deliver' and status = 'PENDING'`;
    expect(wait).toBeGreaterThan(80);
  });

  test("stop going to an endpoint that says it is gone, and to one that was removed", async () => {
    const { url, received } = await receiver(410);
    const ctx = await testContext();
    const { id } = await addWebhookEndpoint(ctx, { url, description: "" });

    await transition(ctx, await buildOrderIn(ctx, "pending"), "paid");
    await send();
    await transition(ctx, await buildOrderIn(ctx, "pending"), "paid");
    await send();

    expect(received).toHaveLength(1);
    expect(await listWebhookEndpoints(ctx)).toMatchObject([{ id, disabledAt: expect.any(String) }]);
    await removeWebhookEndpoint(ctx, id);
    await expect(removeWebhookEndpoint(ctx, id)).rejects.toMatchObject({ kind: "not_found" });
  });

  test.each(["http://example.com/", "https://127.0.0.1/", "https://10.1.2.3/", "https://169.254.169.254/latest", "https://[::1]/", "https://[::ffff:192.168.0.1]/", "https://2130706433/", "https://me:secret@example.com/", "ftp://example.com", "nonsense"])(
    "may not go to %s",
    async (url) => {
      await expect(addWebhookEndpoint(await testContext(), { url, description: "" })).rejects.toMatchObject({ kind: "invalid", code: "URL_REFUSED" });
    },
  );

  test("do not go to a name that leads to a private address", async () => {
    const ctx = await testContext();
    await addWebhookEndpoint(ctx, { url: "https://localhost/hook", description: "" });

    await transition(ctx, await buildOrderIn(ctx, "pending"), "paid");
    await send();

    expect(await statusOf(ctx, "webhook.deliver")).toMatchObject([{ status: "FAILED", last_error: expect.stringContaining("not public") }]);
  });

  test("are told apart by address", () => {
    expect(["8.8.8.8", "2606:4700::1111"].map(isPublicAddress)).toEqual([true, true]);
    expect(["0.0.0.0", "100.64.0.1", "127.0.0.1", "fe80::1", "fc00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "224.0.0.1", ""].map(isPublicAddress)).not.toContain(true);
  });
});
