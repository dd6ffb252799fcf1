export { exportCustomer } from "./export-customer.server.ts";
export { listRequests } from "./list-requests.server.ts";
export { redactAgain } from "./redact-again.server.ts";
export { retireArrivals } from "./retire-arrivals.server.ts";
export { privacyTasks } from "./tasks.server.ts";
export { privacyTopics } from "./topics.server.ts";
export { workRequests } from "./work-requests.server.ts";
