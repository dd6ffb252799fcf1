import { z } from "zod";

/** The first steps with the app, in the order in which they are best taken. */
export const OnboardingStep = z.enum(["orders", "team", "assign", "fulfill"]);
export type OnboardingStep = z.infer<typeof OnboardingStep>;

/** How a new shop stands with its beginning. */
export interface Onboarding {
  /** The reading in of the orders that the shop had before, while it goes on or has failed; null otherwise. */
  readingIn: { failed: boolean; read: number; told: number } | null;
  /** The first steps, for an admin who has neither taken all of them nor put the list away; null otherwise. */
  steps: { id: OnboardingStep; done: boolean }[] | null;
}
