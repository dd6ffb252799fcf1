import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/chaos/**/*.test.ts"],
    globalSetup: ["test/setup/global-setup.ts"],
    setupFiles: ["test/setup/setup.ts"],
    pool: "forks",
    testTimeout: 3_600_000,
    hookTimeout: 600_000, // at its end everything that arrived is replayed, and compared with the mirror
  },
});
