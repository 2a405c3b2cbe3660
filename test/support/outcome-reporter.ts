/**
 * Tells `test/attempts.mjs` what became of all tests, as JSON in the file that DRIVERLENS_TEST_OUTCOME names: vitest's own
 * JSON says nothing of tests that passed at their second attempt, of hooks and of errors that nobody handled.
 */
import { writeFileSync } from "node:fs";
import { relative } from "node:path";
import { stripVTControlCharacters } from "node:util";
import type { Reporter, SerializedError, TestCase, TestModule, Vitest } from "vitest/node";

/** What went wrong, where. */
export interface Trouble {
  /** The file, from the root, then suites and test. */
  readonly name: string;
  /** The first lines of the first error. */
  readonly error: string;
}

export interface FileOutcome {
  /** From vitest's root. */
  readonly file: string;
  readonly passed: number;
  readonly skipped: number;
  /** Tests that failed at each attempt. */
  readonly failed: readonly Trouble[];
  /** Tests that passed at the second attempt; the error is the first attempt's. */
  readonly unsteady: readonly Trouble[];
  /** What failed without being a test: hooks of suites, and the loading of the file. Tests that it kept from running are skipped. */
  readonly hooks: readonly Trouble[];
}

export interface Outcome {
  readonly files: readonly FileOutcome[];
  readonly unhandled: readonly Trouble[];
}

/** Lines that are kept of an error's message, and of the difference that an assertion shows. */
const MESSAGE_LINES = 12;
const DIFF_LINES = 20;
/** Characters that are kept of a line. */
const LINE = 300;
/** Places in the sources that are kept of a stack. */
const PLACES = 3;

export default class OutcomeReporter implements Reporter {
  private root = "";

  onInit(vitest: Vitest): void {
    this.root = vitest.config.root;
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const file = process.env.DRIVERLENS_TEST_OUTCOME;
    if (file === undefined) throw new Error("DRIVERLENS_TEST_OUTCOME names no file");
    const outcome: Outcome = {
      files: modules.map((module) => this.ofFile(module)),
      unhandled: unhandled.map((error) => this.trouble(placeOf(error), [error])),
    };
    writeFileSync(file, JSON.stringify(outcome));
  }

  private ofFile(module: TestModule): FileOutcome {
    const file = module.moduleId;
    const tests = [...module.children.allTests()];
    const inState = (state: string): readonly TestCase[] => tests.filter((test) => test.result().state === state);
    const of = (test: TestCase): Trouble => this.trouble([file, test.fullName], test.result().errors ?? []);
    const passed = inState("passed");
    const failed = inState("failed");
    const suites = [...module.children.allSuites()].filter((suite) => suite.errors().length > 0);
    return {
      file: relative(this.root, file),
      passed: passed.length,
      skipped: tests.length - passed.length - failed.length,
      failed: failed.map(of),
      unsteady: passed.filter((test) => test.diagnostic()?.flaky).map(of),
      hooks: [
        ...(module.errors().length > 0 ? [this.trouble([file], module.errors())] : []),
        ...suites.map((suite) => this.trouble([file, suite.fullName], suite.errors())),
      ],
    };
  }

  private trouble([file, ...names]: readonly string[], errors: readonly SerializedError[]): Trouble {
    const where = file === undefined ? "outside of any file" : relative(this.root, file);
    return { name: [where, ...names].join(" > "), error: this.textOf(errors[0]) };
  }

  private textOf(error: SerializedError | undefined): string {
    if (error === undefined) return "no error is known";
    const { name = "Error", message, diff, stacks = [], cause } = error;
    const places = stacks.slice(0, PLACES).map(({ file, line, column }) => {
      return `at ${relative(this.root, file)}:${line}:${column}`;
    });
    return [
      ...firstLines(`${name}: ${message}`, MESSAGE_LINES),
      ...(typeof diff === "string" ? firstLines(diff, DIFF_LINES) : []),
      ...places,
      ...(cause === undefined ? [] : firstLines(`caused by ${cause.name}: ${cause.message}`, MESSAGE_LINES)),
    ].join("\n");
  }
}

/** Where vitest says that an unhandled error came up: what ran there is not always to blame. */
function placeOf(error: SerializedError): readonly string[] {
  const { VITEST_TEST_PATH: path, VITEST_TEST_NAME: name } = error;
  return [path, name].filter((part) => typeof part === "string");
}

function firstLines(text: string, most: number): readonly string[] {
  const lines = stripVTControlCharacters(text)
    .split("\n")
    .filter((line) => line.trim() !== "");
  const kept = lines.slice(0, most).map((line) => (line.length > LINE ? `${line.slice(0, LINE)}...` : line));
  return lines.length > most ? [...kept, `(${lines.length - most} more lines)`] : kept;
}
