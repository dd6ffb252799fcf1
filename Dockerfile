# One image, two roles: `web` answers requests, `worker` does what is due. Both need DATABASE_URL; see .env.example.
#
#   docker build -t orders-dashboard .
#   docker run --env-file .env --entrypoint node orders-dashboard scripts/migrate.ts
#   docker run --env-file .env -p 3000:3000 orders-dashboard            (web)
#   docker run --env-file .env orders-dashboard worker

FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN node node_modules/prisma/build/index.js generate && node scripts/build.ts

FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY prisma prisma
COPY prisma.config.ts ./
RUN npm ci --ignore-scripts --omit=dev --omit=optional && node node_modules/prisma/build/index.js generate --generator sessions

FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/build build
COPY package.json prisma.config.ts ./
COPY prisma prisma
COPY scripts/migrate.ts scripts/migrate.ts
USER node
EXPOSE 3000
# A worker serves no requests: run it with --no-healthcheck.
HEALTHCHECK --interval=15s --timeout=3s CMD ["node", "-e", "fetch(`http://localhost:${process.env.PORT ?? 3000}/readyz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "build/server/server.js"]
CMD ["web"]
