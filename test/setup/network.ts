import { setupServer } from "msw/node";

/** The network as tests see it: this machine, and what a test answers for others with `network.use(…)`. */
export const network = setupServer();

/** A request to anywhere else is an error: a test must not depend on it, and a user's machine may not have it. */
export function refuseUnknown({ frame, defaults }: { frame: { data?: unknown }; defaults: { error: () => void } }): void {
  const request = Reflect.get(Object(frame.data), "request");
  const url = request instanceof Request ? new URL(request.url) : undefined;
  if (url && !["127.0.0.1", "localhost", "[::1]"].includes(url.hostname)) defaults.error();
}
