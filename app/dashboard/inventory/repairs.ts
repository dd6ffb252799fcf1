import { z } from "zod";

export const RepairName = z.enum(["reconcile", "sweep"]);

export const Swept = z.object({ expired: z.number().int() });
