/** Which answers are taken, and what stands for those that are not given. */
import { describe, expect, test } from "vitest";
import { moduleNameQuestion } from "../../../server/src/scaffolds/linux/module-name.ts";
import {
  completed,
  mistakeIn,
  nameFrom,
  nameQuestion,
  nameQuestionOf,
  providerQuestion,
  questionsOf,
  tasksQuestion,
} from "../../../server/src/scaffolds/questions.ts";
import type { Question } from "../../../server/src/scaffolds/template.ts";
import { sample } from "./sample.ts";

const text: Question = { id: "x", title: "X", detail: "X", initial: () => "", mistake: () => undefined };

describe("the driver's name", () => {
  test.each([
    ["disk-watch", "DiskWatch"],
    ["Ärger", "Arger"],
    ["déjà vu", "DejaVu"],
    ["7", undefined],
    ["con", undefined],
  ])("of a folder %s is %s", (folder, name) => {
    expect(nameFrom(folder, nameQuestion)).toBe(name);
  });

  test.each(["DiskWatch", "USBHub2", "X_1", "HID", "Com10x", "A".repeat(32)])("may be %s", (name) => {
    expect(mistakeIn(nameQuestion, name, new Map())).toBeUndefined();
  });

  test.each([
    ["", "capital letter"],
    ["diskWatch", "capital letter"],
    ["2Disks", "capital letter"],
    ["Disk Watch", "letters, digits and _"],
    ["Disk-Watch", "letters, digits and _"],
    ["Äther", "capital letter"],
    ["Dïsk", "letters, digits and _"],
    ["A/../../etc", "letters, digits and _"],
    ["Disk\n", "control"],
    ["Ab", "at least three"],
    ["A".repeat(33), "at most 32"],
    ["Con", "has a Con already"],
    ["LPT9", "has a LPT9 already"],
    ["Flt", "has a Flt already"],
    ["NewDriver", "has a NewDriver already"],
    ["Driver", "names that begin with DRIVER_"],
    ["Exception", "names that begin with EXCEPTION_"],
  ])("may not be %j", (name, message) => {
    expect(mistakeIn(nameQuestion, name, new Map())).toContain(message);
  });
});

describe("a module's name", () => {
  test.each(["DiskWatch", "X_1b", "Con", "Flt", "A".repeat(32)])("may be %s", (name) => {
    expect(mistakeIn(moduleNameQuestion, name, new Map())).toBeUndefined();
  });

  test.each([
    ["diskwatch", "capital letter"],
    ["Disk-Watch", "letters, digits and _"],
    ["Ab", "at least three"],
    ["A".repeat(33), "at most 32"],
    // kernel_read() and seq_open() are Linux's own.
    ["Kernel", "names that begin with kernel_"],
    ["Seq", "names that begin with seq_"],
    ["Static", "has a static already"],
    ["Linux", "has a linux already"],
    ["Zero", "has a zero already"],
  ])("may not be %j", (name, message) => {
    expect(mistakeIn(moduleNameQuestion, name, new Map())).toContain(message);
  });

  test("is asked for instead of a driver's", () => {
    expect(nameQuestionOf(sample)).toBe(nameQuestion);
    expect(nameQuestionOf({ ...sample, platform: "linux" })).toBe(moduleNameQuestion);
  });
});

describe("answers", () => {
  test("to a question with choices are one of them", () => {
    expect(mistakeIn(tasksQuestion, "yes", new Map())).toBeUndefined();
    expect(mistakeIn(tasksQuestion, "Yes", new Map())).toBe("One of no, yes");
  });

  test.each(["a\nb", "a\rb", "a\u0000", "\u001b[31m", "\u2028", "\u202e"])(
    "are one line without what steers a terminal: %j",
    (answer) => {
      expect(mistakeIn(text, answer, new Map())).toBe("One line, without control characters");
    },
  );

  test("to a question for a text are what it takes", () => {
    expect(mistakeIn(text, "Übung, §1", new Map())).toBeUndefined();
  });

  test.each(["Contoso", "Contoso, Ltd. (UK)", "3D-Works_2"])("publishers may be called %s", (name) => {
    expect(mistakeIn(providerQuestion, name, new Map())).toBeUndefined();
  });

  test.each(["", ' "x"', "%Name%", "a;b", "A & B", "x".repeat(65)])("and not %j", (name) => {
    expect(mistakeIn(providerQuestion, name, new Map())).toContain("INF");
  });
});

describe("what is not answered", () => {
  test("has its default, made of what stands before it", () => {
    expect([...completed(sample, new Map())]).toEqual([
      ["name", "MyDriver"],
      ["provider", "My Company"],
      ["where", "of-MyDriver"],
      ["tasks", "no"],
    ]);
    expect(completed(sample, new Map([["name", "Echo"]])).get("where")).toBe("of-Echo");
  });

  test("is only what the template asks", () => {
    const given = new Map([
      ["where", "here"],
      ["other", "x"],
    ]);
    expect([...completed(sample, given).keys()]).toEqual(questionsOf(sample).map(({ id }) => id));
    expect(completed(sample, given).get("where")).toBe("here");
  });

  test("is right as the questions see it", () => {
    const answers = new Map([["name", "Echo"]]);
    for (const question of questionsOf(sample)) {
      expect(mistakeIn(question, question.initial(answers), answers)).toBeUndefined();
    }
  });
});
