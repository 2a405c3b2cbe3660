/** What is wrong with what was asked of `driverlens db`. */

/** Its message is for people: a sentence without a full stop. */
export class DbMistake extends Error {
  override readonly name = "DbMistake";
}
