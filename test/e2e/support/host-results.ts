/** What tests that run inside VS Code's extension host say to those outside. */

export interface HostTestResult {
  /** Of the suites from the outermost, and of the test. */
  readonly title: readonly string[];
  /** One for each attempt that failed. */
  readonly errors: readonly string[];
  /** At its last attempt. */
  readonly passed: boolean;
}
