import { fileURLToPath } from "node:url";

const bundles = new Map<string, Promise<string>>();

/** A browser script as one classic file, put together from its TypeScript modules the first time that it is asked for. */
export function browserScript(name: "app-bridge" | "admin"): Promise<string> {
  let bundle = bundles.get(name);
  if (!bundle) {
    bundle = build(fileURLToPath(new URL(`./browser/${name}.ts`, import.meta.url)));
    bundles.set(name, bundle);
  }
  return bundle;
}

async function build(entry: string): Promise<string> {
  const vite = await import("vite");
  const result = await vite.build({
    configFile: false,
    logLevel: "warn",
    publicDir: false,
    build: { write: false, minify: false, target: "es2022", lib: { entry, formats: ["iife"], name: "localShopify" } },
  });
  const output = Array.isArray(result) ? result[0] : result;
  const chunk = output && "output" in output ? output.output[0] : undefined;
  if (!chunk) throw new Error(`${entry} was not built`);
  return chunk.code;
}
