// A receiver that answers at once, in a process of its own.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const server = createServer((request, response) => void request.resume().on("end", () => response.end()));
server.listen(0, () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.on("SIGTERM", () => process.exit(0));
