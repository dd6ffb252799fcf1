import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["app/**/*.test.{ts,tsx}", "test/**/*.test.ts", "scripts/**/*.test.ts"],
    exclude: ["test/browser/**", "test/chaos/**", "node_modules/**"],
    globalSetup: ["test/setup/global-setup.ts"],
    setupFiles: ["test/setup/setup.ts"],
    pool: "forks",
    // A process loads the app once, for all the files that it runs: loading it for each took as long as the tests.
    isolate: false,
    // The default leaves a core free, which is half of a small machine; much of a test's time is the database's.
    maxWorkers: "100%",
    testTimeout: 20_000,
    expect: { poll: { timeout: 10_000 } },
    hookTimeout: 30_000,
  },
});
