import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "conformance/**/*.test.ts", "bench/**/*.test.ts", "docs/**/*.test.ts"],
    testTimeout: 60_000,
  },
});
