/** @type {import("@remix-run/dev").VitePluginConfig} */
export default {
  // Pages are .tsx; the .ts files beside them are the API's, which app/api.server.ts lists.
  ignoredRouteFiles: ["**/*.ts"],
  serverBuildFile: "[name].js",
  future: {
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    v3_singleFetch: true,
    v3_lazyRouteDiscovery: false,
  },
};
