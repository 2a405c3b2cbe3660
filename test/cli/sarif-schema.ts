/** What the standard's schema says of a log. */
import { createRequire } from "node:module";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";

function validator() {
  // The one npm package that carries the standard's schema; it is written in JSON Schema draft 4.
  const schema = createRequire(import.meta.url)("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
  const { $schema: _draft, id, ...body } = schema;
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats.default(ajv);
  const validate = ajv.compile({ $id: id, ...body });
  return (log: unknown) => (validate(log) ? [] : (validate.errors ?? []).map((e) => `${e.instancePath} ${e.message}`));
}

/** Empty where it is as it has to be. */
export const sarifErrors = validator();
