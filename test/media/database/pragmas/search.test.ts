/** PRAGMAs that somebody looks for. */
import { expect, test } from "vitest";
import { searched } from "../../../../media/database/pragmas/search.ts";

const pragmas = [
  { name: "page_size", value: "4096", meaning: "Bytes of a page.", of: "file" },
  { name: "query_only", value: "1", meaning: "Nothing is written.", of: "connection" },
] as const;

test("words are found in names, values and meanings, whatever the case", () => {
  const names = (search: string) => searched([...pragmas], search).map(({ name }) => name);
  expect(names("")).toEqual(["page_size", "query_only"]);
  expect(names("PAGE size")).toEqual(["page_size"]);
  expect(names("page_size")).toEqual(["page_size"]);
  expect(names("4096")).toEqual(["page_size"]);
  expect(names("written nothing")).toEqual(["query_only"]);
  expect(names("page written")).toEqual([]);
});
