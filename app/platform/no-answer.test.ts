import { createServer } from "node:net";
import { expect, test } from "vitest";
import { whyNoAnswer } from "./no-answer.ts";

/** A port that nothing listens at. */
function deadPort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(address && typeof address === "object" ? address.port : 0));
    });
  });
}

test("says in words why a call had no answer, however deep the reason lies", async () => {
  const refused: unknown = await fetch(`http://127.0.0.1:${await deadPort()}/`).catch((error: unknown) => error);

  expect(whyNoAnswer(refused)).toBe("nothing listens at its address");
  expect(whyNoAnswer(AbortSignal.abort(new DOMException("", "TimeoutError")).reason)).toBe("it took too long");
  expect(whyNoAnswer(new Error("a new kind of trouble"))).toBe("a new kind of trouble");
});
