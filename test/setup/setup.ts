import { afterAll, afterEach, beforeAll } from "vitest";
import { endFile } from "./endings.ts";
import { network, refuseUnknown } from "./network.ts";

beforeAll(() => network.listen({ onUnhandledFrame: refuseUnknown }));
afterEach(() => network.resetHandlers());
afterAll(() => endFile().finally(() => network.close()));
