/** What the analysis of levels and locks asks of its surroundings. */
export type { CallEnvironment as IrqlEnvironment } from "../call-environment.ts";
