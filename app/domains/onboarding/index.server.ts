export { dismissOnboarding } from "./dismiss-onboarding.server.ts";
export { getOnboarding } from "./get-onboarding.server.ts";
