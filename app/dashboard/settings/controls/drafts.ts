import { z } from "zod";

const words = z.array(z.string());
const hours = { from: z.string(), to: z.string() };

/** What is being typed need not fit yet: whether it does is decided when it is saved. */
export const OpenDayDraft = z.object({ day: z.number(), ...hours });
export type OpenDayDraft = z.infer<typeof OpenDayDraft>;

export const ShiftDraft = z.object({ days: z.array(z.number()), ...hours });
export type ShiftDraft = z.infer<typeof ShiftDraft>;

export const MemberDraft = z.object({ assignee: z.string(), team: z.string(), capacity: z.number().nullable(), available: z.boolean(), hours: ShiftDraft.nullable() });
export type MemberDraft = z.infer<typeof MemberDraft>;

export const RuleDraft = z.object({ countries: words, provinces: words, locations: words, tags: words, assignee: z.string().optional(), team: z.string().optional() });
export type RuleDraft = z.infer<typeof RuleDraft>;
