import { createReadStream, existsSync, statSync } from "node:fs";
import { pipeline } from "node:stream/promises";
import { send } from "../http/respond.ts";
import { type Route } from "../http/router.ts";
import { type World } from "../state/world.ts";
import { signBody } from "../webhooks/sign.ts";
import { type BulkRunner } from "./runner.ts";

const gone = "<?xml version='1.0' encoding='UTF-8'?><Error><Code>ExpiredToken</Code><Message>The provided token has expired.</Message></Error>";

/** Where the file of an operation can be fetched, without a token: the address itself is the secret. */
export function fileAddress({ url, options }: World, number: string): string {
  return `${url}/bulk/${number}.jsonl?${new URLSearchParams({ signature: signBody(number, options.apiSecret) })}`;
}

/** The files of bulk operations, streamed, so that they may be larger than the memory. */
export function bulkRoutes(world: World, runner: BulkRunner): Route[] {
  return [
    {
      method: "GET",
      path: "/bulk/:number.jsonl",
      handle: async ({ response, params, url }) => {
        const number = params.number ?? "";
        const path = runner.file(number);
        const genuine = url.searchParams.get("signature") === signBody(number, world.options.apiSecret);
        if (!genuine || world.faults.bulk.expired || !existsSync(path)) return send(response, 403, "application/xml; charset=utf-8", gone);
        const { size } = statSync(path);
        const { truncate } = world.faults.bulk;
        const end = truncate === undefined ? size : Math.floor(size * truncate);
        response.writeHead(200, { "Content-Type": "application/jsonl", "Content-Length": size });
        if (end < size) {
          // Says how long it is and breaks off before.
          for await (const chunk of createReadStream(path, { end: Math.max(0, end - 1) })) await new Promise<void>((done) => response.write(chunk, () => done()));
          response.destroy();
        } else await pipeline(createReadStream(path), response);
      },
    },
  ];
}
