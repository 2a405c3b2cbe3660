/** The contract of a template: what is asked, which files come of it, what is opened. Plain data, one file a template. */

/**
 * What somebody answered, by question; a question that was not asked has its default. The driver's name is among them, as
 * `name`.
 */
export type Answers = ReadonlyMap<string, string>;

export interface Choice {
  readonly value: string;
  readonly label: string;
  /** One sentence: for whom this is right, and what it costs. */
  readonly detail: string;
}

/** Something that is asked before a project is made; on the command line the option of the same name. */
export interface Question {
  /** kebab-case: "provider" is `--provider` on the command line. */
  readonly id: string;
  /** As a prompt: "Publisher of the driver". */
  readonly title: string;
  readonly detail: string;
  /** Left out where the answer is a text. */
  readonly choices?: readonly Choice[];
  /** Given what was answered before. */
  initial(answers: Answers): string;
  /**
   * What is wrong with an answer, as a sentence without a full stop; undefined where nothing is. Hosts ask `mistakeIn`
   * (questions.ts), which refuses before that what no answer may be: a choice that is not offered, more than one line.
   * @param answers to the questions before this one
   */
  mistake(answer: string, answers: Answers): string | undefined;
}

export interface TemplateFile {
  /** Below `templates/<folder>`, '/'-separated. */
  readonly source: string;
  /** Below the new project's folder, with placeholders; where left out as `source`. */
  readonly target?: string;
  /** Whether these answers want the file; all do where left out. */
  wanted?(answers: Answers): boolean;
}

export interface Template {
  /** kebab-case, stable: people write it in scripts. */
  readonly id: string;
  /** "WDM driver". */
  readonly title: string;
  /** One sentence: what is in it and for whom it is. */
  readonly detail: string;
  /**
   * - `project`: a driver with its build files, in a folder of its own
   * - `part`: files that an existing driver takes up
   */
  readonly kind: "project" | "part";
  readonly platform: "windows" | "linux";
  /** The folder below `templates`; several templates may share one. */
  readonly folder: string;
  /** Beside the driver's name, which is always asked first. */
  readonly questions: readonly Question[];
  /**
   * What follows from the answers, under ids that no question has: templates name it as they name answers. The class of a
   * minifilter follows from its load order group.
   */
  derived?(answers: Answers): Answers;
  /**
   * What else becomes of texts for these answers, for what no word can stand: a number that the preprocessor computes with.
   * Each text is right as it stands, and as long as it has to be to be found nowhere else.
   */
  replaced?(answers: Answers): ReadonlyMap<string, string>;
  /** In the order in which they are listed to people. */
  readonly files: readonly TemplateFile[];
  /** The target, with placeholders, of the file to edit first. */
  readonly opens: string;
}
