export { listDestinations } from "./list-destinations.server.ts";
export { listFailures } from "./list-failures.server.ts";
export { listPending } from "./list-pending.server.ts";
export { resolveFailures } from "./resolve-many.server.ts";
export { resolveFailure } from "./resolve-failure.server.ts";
export { retryDestination } from "./retry-destination.server.ts";
export { supersedeFailures } from "./supersede-failures.server.ts";
