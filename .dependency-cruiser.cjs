/** Who may import whom (README.md, "How it is built"). Types count too: a layer that needs another's types depends on it. */
const domain = "^app/domains/([^/]+)/";

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: { path: "^app/" }, to: { circular: true } },
    { name: "platform-is-the-bottom", severity: "error", from: { path: "^app/platform/" }, to: { path: "^app/", pathNot: "^app/(platform|generated)/" } },
    { name: "ui-knows-platform-alone", severity: "error", from: { path: "^app/ui/" }, to: { path: "^app/", pathNot: "^app/(platform|ui)/" } },
    {
      name: "http-knows-platform-and-who-calls",
      severity: "error",
      from: { path: "^app/http/", pathNot: "\\.test\\.ts$" },
      to: { path: "^app/", pathNot: ["^app/(platform|http)/", "^app/(db|shopify|env)\\.server\\.ts$", "^app/domains/shops/index\\.server\\.ts$"] },
    },
    {
      name: "domains-know-platform-and-doors",
      severity: "error",
      from: { path: domain },
      to: { path: "^app/", pathNot: ["^app/platform/", "^app/domains/$1/", "^app/domains/[^/]+/(index\\.server|schema|[a-z-]+-view)\\.tsx?$", "^app/domains/[^/]+/[^/]+\\.graphql$"] },
    },
    {
      name: "pages-parts-know-schemas",
      severity: "error",
      from: { path: "^app/dashboard/" },
      to: { path: "^app/", pathNot: ["^app/(dashboard|ui|platform)/", "^app/domains/[^/]+/[^/]+(?<!\\.server)\\.ts$"] },
    },
    { name: "nobody-imports-a-route", severity: "error", from: { path: "^app/", pathNot: "^app/(api|web)\\.server\\.ts$" }, to: { path: "^app/routes/" } },
    { name: "one-database-client", severity: "error", from: { path: "^app/", pathNot: "^app/db\\.server\\.ts$" }, to: { path: "^app/generated/prisma/client\\.ts$", dependencyTypesNot: ["type-only"] } },
    { name: "one-place-for-shopify", severity: "error", from: { path: "^app/", pathNot: "^app/(shopify\\.server\\.ts$|routes/.*\\.tsx$)" }, to: { path: "node_modules/@shopify/shopify-app-(remix|session)" } },
    { name: "app-without-tests", severity: "error", from: { path: "^app/", pathNot: "\\.test\\.tsx?$" }, to: { path: "^(test|scripts)/" } },
    { name: "extensions-stand-alone", severity: "error", from: { path: "^extensions/" }, to: { path: "^(app|test|scripts)/", dependencyTypesNot: ["type-only"] } },
    { name: "no-dev-packages-in-the-app", severity: "error", from: { path: "^app/", pathNot: "\\.test\\.tsx?$" }, to: { dependencyTypes: ["npm-dev"] } },
  ],
  options: {
    doNotFollow: { path: ["node_modules", "^app/generated"] },
    exclude: { path: ["^build/", "\\.css"] },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "require", "node", "default", "types"], extensions: [".ts", ".tsx", ".js", ".mjs"] },
  },
};
