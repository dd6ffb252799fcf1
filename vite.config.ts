import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";
import remixOptions from "./remix.config.js";

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [remix(remixOptions)],
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    // The server is one module graph with the pages: they share its database, its event hub, its settings.
    rollupOptions: isSsrBuild ? { input: ["app/server.ts"] } : {},
  },
}));
