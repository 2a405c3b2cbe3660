/** What every Linux module's project has beside its sources, and what is asked for it. */
import type { Question, TemplateFile } from "../template.ts";

export const buildFiles: readonly TemplateFile[] = [
  { source: "Kbuild" },
  { source: "Makefile" },
  { source: "README.md" },
  { source: "gitignore", target: ".gitignore" },
];

/** As `MODULE_AUTHOR` has it: NewProvider in templates. */
export const authorQuestion: Question = {
  id: "provider",
  title: "Author of the module",
  detail: "Stands in MODULE_AUTHOR, which modinfo shows: Jane Doe <jane@example.org>",
  initial: () => "My Company",
  mistake: (author) =>
    /^[A-Za-z\d][A-Za-z\d .,()<>@+_-]{0,63}$/.test(author)
      ? undefined
      : "1 to 64 letters, digits, spaces and . , ( ) < > @ + _ -, as a C string takes them",
};
