import { afterAll, afterEach, beforeAll } from "vitest";
import { network, refuseUnknown } from "./network.ts";

beforeAll(() => network.listen({ onUnhandledFrame: refuseUnknown }));
afterEach(() => network.resetHandlers());
afterAll(() => network.close());
