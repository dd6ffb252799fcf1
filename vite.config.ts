import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";
import remixOptions from "./remix.config.js";

declare module "@remix-run/node" {
  // The types of loaders' data, as single fetch hands them over.
  interface Future {
    v3_singleFetch: true;
  }
}

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [remix(remixOptions)],
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    // The server is one module graph with the pages: they share its database, its event hub, its settings.
    rollupOptions: isSsrBuild ? { input: ["app/server.ts"] } : {},
  },
}));
