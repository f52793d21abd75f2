# One image for both services: the private one (CLOUD_RUN=private) and the public one with the web pages and WeChat's callback.
FROM node:20-bookworm-slim AS build
# better-sqlite3 is compiled where no prebuilt binary can be had.
RUN apt-get update \
  && apt-get install -y --no-install-recommends python3 make g++ \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Not npm ci: it refuses a lock without the optional binaries of other systems.
RUN npm install --ignore-scripts --no-audit --no-fund \
  && npm rebuild better-sqlite3 --ignore-scripts=false
COPY . .
RUN npm run build:h5 \
  && npm run build:cloud \
  && npm prune --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:20-bookworm-slim
# Posters, sign-in forms and certificates are set in it.
RUN apt-get update \
  && apt-get install -y --no-install-recommends fonts-noto-cjk \
  && rm -rf /var/lib/apt/lists/*
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
WORKDIR /app
# Owned by root, run by node: a break-in cannot change the program.
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist/cloud ./dist/cloud
COPY --from=build /app/dist/h5 ./dist/h5
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=3s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "dist/cloud/main.js"]
