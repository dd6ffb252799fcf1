import { z } from "zod";
import { Limit } from "#app/platform/query.ts";
import { Instant } from "#app/platform/instant.ts";

/** The query of GET /api/admin/ops/reservations/stuck. */
export const ListStuck = z.object({ limit: Limit.default(50) });
export type ListStuck = z.infer<typeof ListStuck>;

/** The query of GET /api/admin/ops/inventory/drift. */
export const ListDrift = z.object({ limit: Limit.default(500) });
export type ListDrift = z.infer<typeof ListDrift>;

const ProductReference = z.union([z.string().trim().min(1).max(200), z.number().int().positive()]).transform(String);

/** The body of POST /api/admin/ops/inventory/reconcile. Products and variants are named by GID or by number. */
export const ReconcileInventory = z
  .object({
    dryRun: z.boolean().default(false),
    productIds: z.array(ProductReference).min(1, "name at least one product, or leave it out for all").max(500).optional(),
  })
  .prefault({});
export type ReconcileInventory = z.infer<typeof ReconcileInventory>;

/** Why a figure probably differs, with what speaks for it; `unknown` where nothing does. */
export const ProbableCause = z.object({
  code: z.enum(["manual_edit", "failed_outbox", "stuck_reservation", "missed_webhook", "unknown"]),
  /** Whether what is on record explains the whole difference. */
  certain: z.boolean(),
  evidence: z.object({
    edit: z.object({ editor: z.string(), at: Instant, units: z.number().int() }).nullable(),
    failedOutbox: z.object({ eventId: z.string(), eventType: z.string(), orderId: z.string() }).nullable(),
    /** Reservations whose time was up, since when, and until when: null while one of them has not ended. */
    stuck: z.object({ reservations: z.number().int(), since: Instant, endedAt: Instant.nullable().default(null) }).nullable(),
    missedAt: Instant.nullable(),
  }),
});
export type ProbableCause = z.infer<typeof ProbableCause>;

/** A product whose reserved units are not those of its ACTIVE reservations (contract, section 5). */
export const DriftedProduct = z.object({
  productId: z.string().nullable(),
  variantId: z.string(),
  sku: z.string().nullable(),
  title: z.string(),
  stock: z.number().int(),
  reservedStock: z.number().int(),
  activeReservations: z.number().int(),
  /** Above zero: more is set aside than orders hold. Below: orders hold what is not set aside. */
  drift: z.number().int(),
  probableCause: ProbableCause,
});
export type DriftedProduct = z.infer<typeof DriftedProduct>;

export const DriftReport = z.object({ products: z.array(DriftedProduct), total: z.number().int(), checkedAt: Instant });
export type DriftReport = z.infer<typeof DriftReport>;

/** An ACTIVE reservation whose time is up (contract, section 5). */
export const StuckReservation = z.object({
  reservationId: z.string(),
  productId: z.string().nullable(),
  variantId: z.string(),
  sku: z.string().nullable(),
  title: z.string(),
  orderId: z.string(),
  orderName: z.string().nullable(),
  quantity: z.number().int(),
  status: z.literal("ACTIVE"),
  expiresAt: Instant,
  ageSeconds: z.number().int(),
});
export type StuckReservation = z.infer<typeof StuckReservation>;

export const StuckReservations = z.object({ reservations: z.array(StuckReservation), total: z.number().int() });
export type StuckReservations = z.infer<typeof StuckReservations>;

export const CorrectedProduct = z.object({ productId: z.string().nullable(), variantId: z.string(), from: z.number().int(), to: z.number().int() });
export type CorrectedProduct = z.infer<typeof CorrectedProduct>;

export const Reconciliation = z.object({
  status: z.enum(["applied", "noop"]).describe("What was done: `applied` when a figure was written. A dry run writes none and is always `noop`."),
  dryRun: z.boolean(),
  corrected: z.array(CorrectedProduct).describe("What was corrected; in a dry run, what would be."),
});
export type Reconciliation = z.infer<typeof Reconciliation>;
