import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/** Kernels that are booted complain of timers and grace periods where others take their time: one at a time, and alone. */
const booted = [
  "test/scaffolds/linux-*.test.ts",
  "test/scaffolds/sqlite-linux.test.ts",
  "test/scaffolds/support/linux/*.test.ts",
];

/** For what hangs: on a busy machine tests take a multiple of their time, and what has to be fast is measured in processor time. */
const shared = { testTimeout: 120_000, hookTimeout: 120_000 };

export default defineConfig({
  test: {
    // Once for both projects.
    globalSetup: ["test/support/built.ts", "test/support/scratch.ts"],
    projects: [
      {
        test: {
          ...{ ...shared, name: "all" },
          include: ["test/**/*.test.ts"],
          exclude: ["**/node_modules/**", ...booted],
          maxWorkers: availableParallelism(),
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...{ ...shared, name: "booted" },
          include: booted,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
