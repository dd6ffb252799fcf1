// Builds the UI extensions as Shopify CLI does: one file for each target, Preact and all.
import { globSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parse } from "smol-toml";
import { build } from "vite";
import { z } from "zod";

const root = resolve(import.meta.dirname, "..");

const Configuration = z.object({
  api_version: z.string().optional(),
  extensions: z.array(
    z.object({
      name: z.string(),
      handle: z.string(),
      type: z.enum(["ui_extension", "flow_action", "flow_trigger"]),
      runtime_url: z.string().optional(),
      targeting: z.array(z.object({ module: z.string(), target: z.string() })).default([]),
    }),
  ),
  /** What a Flow action asks for, and what a Flow trigger tells. */
  settings: z.object({ fields: z.array(z.object({ type: z.string(), key: z.string().optional() })) }).default({ fields: [] }),
});

export type Extension = z.infer<typeof Configuration>["extensions"][number] & Pick<z.infer<typeof Configuration>, "settings"> & { folder: string };

/** Every extension of the app, as its shopify.extension.toml says. */
export function readExtensions(): Extension[] {
  return globSync("extensions/*/shopify.extension.toml", { cwd: root })
    .sort()
    .flatMap((file) => {
      const { extensions, settings } = Configuration.parse(parse(readFileSync(join(root, file), "utf8")));
      return extensions.map((extension) => ({ ...extension, settings, folder: join(root, dirname(file)) }));
    });
}

export interface BuiltTarget {
  handle: string;
  folder: string;
  target: string;
  file: string;
}

/** Builds every target of every UI extension into a folder; throws for one that cannot be built. */
export async function buildExtensions(into: string, appUrl = "https://app.example.com"): Promise<BuiltTarget[]> {
  const built: BuiltTarget[] = [];
  for (const { handle, folder, targeting } of readExtensions()) {
    for (const { module, target } of targeting) {
      const fileName = `${handle}.js`;
      await build({
        configFile: false,
        root: folder,
        logLevel: "warn",
        define: { "process.env.APP_URL": JSON.stringify(appUrl), "process.env.NODE_ENV": '"production"' },
        esbuild: { jsx: "automatic", jsxImportSource: "preact" },
        build: { outDir: into, emptyOutDir: false, copyPublicDir: false, target: "es2022", lib: { entry: join(folder, module), formats: ["es"], fileName: () => fileName } },
      });
      built.push({ handle, folder, target, file: join(into, fileName) });
    }
  }
  return built;
}

if (import.meta.main) {
  for (const { handle, target } of await buildExtensions(join(root, "build/extensions"))) console.log(`${handle} for ${target}`);
}
