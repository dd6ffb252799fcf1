import { useAppBridge } from "@shopify/app-bridge-react";
import { useState } from "react";
import { v4 as uuid } from "uuid";
import type { z } from "zod";
import { Reconciliation } from "#app/domains/inventory/schema.ts";
import { submit } from "#app/ui/ask-app.ts";
import { useRefresher } from "#app/ui/refresh-provider.tsx";
import { t } from "#app/ui/text.ts";
import { inventoryText as text } from "./inventory-text.ts";
import { Swept } from "./repairs.ts";

export interface Repair {
  /** What is under way. */
  busy: "preview" | "reconcile" | "sweep" | undefined;
  /** What a correction would change, as it was found by a dry run. */
  preview: Reconciliation | undefined;
  failure: string | undefined;
  /** Finds out what a correction would change, of all products or of one. */
  check: (productIds?: readonly string[]) => void;
  apply: () => void;
  sweep: () => void;
  close: () => void;
}

/** The repairs of the inventory page. Each is sent once for a key, and the page loads anew when it has had its effect. */
export function useRepair(): Repair {
  const shopify = useAppBridge();
  const refresher = useRefresher();
  const [busy, setBusy] = useState<Repair["busy"]>();
  const [shown, setShown] = useState<{ preview: Reconciliation; productIds: readonly string[] | undefined }>();
  const [failure, setFailure] = useState<string>();

  const run = async (what: Exclude<Repair["busy"], undefined>, work: () => Promise<void>) => {
    setBusy(what);
    setFailure(undefined);
    try {
      await work();
    } catch (error) {
      setFailure(t(text.failed, { message: error instanceof Error ? error.message : String(error) }));
    } finally {
      setBusy(undefined);
    }
  };
  const named = (productIds: readonly string[] | undefined) => (productIds ? { productIds } : {});

  return {
    busy,
    preview: shown?.preview,
    failure,
    check: (productIds) => void run("preview", async () => setShown({ preview: await send("reconcile", { dryRun: true, ...named(productIds) }, Reconciliation), productIds })),
    apply: () =>
      void run("reconcile", async () => {
        const { status, corrected } = await send("reconcile", named(shown?.productIds), Reconciliation);
        shopify.toast.show(status === "applied" ? t(text.reconcile.done, { count: corrected.length }) : text.reconcile.noop);
        setShown(undefined);
        refresher.request();
      }),
    sweep: () =>
      void run("sweep", async () => {
        const { expired } = await send("sweep", {}, Swept);
        shopify.toast.show(t(text.swept, { count: expired }));
        refresher.request();
      }),
    close: () => {
      setShown(undefined);
      setFailure(undefined);
    },
  };
}

/** Throws with a message for people. */
async function send<T>(repair: "reconcile" | "sweep", body: object, schema: z.ZodType<T>): Promise<T> {
  const sent = await submit(`/app/inventory/${repair}`, { idempotencyKey: uuid(), body });
  if (!sent.ok) throw new Error(sent.failure.message);
  return schema.parse(sent.answer);
}
