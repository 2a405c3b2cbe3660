/** What tests that run inside VS Code's extension host say to those outside. */

export interface HostTestResult {
  /** Of the suites from the outermost, and of the test. */
  readonly title: readonly string[];
  /** Undefined where it passed. */
  readonly error?: string;
}
