# One image for the API, the workers and the migration job: `docker run vigil api|worker|migrate`.
FROM node:24.21.0-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --include=dev
COPY . .
# The pages and the workflow bundle are built here, once; the embedded stack stays behind.
RUN npm run build:web \
  && node src/main.ts build-workflows \
  && npm prune --omit=dev \
  && rm -rf src/dev src/commands/dev.ts

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/package.json /app/package-lock.json /app/LICENSE ./
COPY --from=build /app/src src
COPY --from=build /app/workflows workflows
COPY --from=build /app/activities activities
COPY --from=build /app/api api
COPY --from=build /app/dist dist
COPY --from=build /app/web/dist web/dist
USER node
EXPOSE 3000
ENTRYPOINT ["node", "src/main.ts"]
CMD ["api"]
