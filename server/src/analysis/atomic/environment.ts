/** What the analysis of atomic context asks of its surroundings. */
export type { CallEnvironment as AtomicEnvironment } from "../call-environment.ts";
