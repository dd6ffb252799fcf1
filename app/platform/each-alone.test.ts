import { expect, test } from "vitest";
import { eachAlone } from "./each-alone.ts";

test("goes on after what fails, and says at the end that it has failed", async () => {
  const done: number[] = [];
  const oddOnesOut = async (one: number) => {
    if (one % 2 === 1) throw new Error(`${one} is odd`);
    done.push(one);
  };

  const work = eachAlone([1, 2, 3, 4], oddOnesOut);

  await expect(work).rejects.toMatchObject({ message: "2 failed, the first with: 1 is odd", errors: [new Error("1 is odd"), new Error("3 is odd")] });
  expect(done).toEqual([2, 4]);
});

test("says nothing when all goes well", async () => {
  await expect(eachAlone([1, 2], async () => {})).resolves.toBeUndefined();
});
