import { defineConfig } from "prisma/config";
import { MigrationAdapterFactory } from "./prisma/migration-adapter.ts";

export default defineConfig({
  schema: "prisma/schema",
  migrations: { path: "prisma/migrations" },
  experimental: { adapter: true },
  engine: "js",
  adapter: async () => new MigrationAdapterFactory(process.env["DATABASE_URL"] ?? "postgresql://postgres@127.0.0.1:5432/app"),
});
