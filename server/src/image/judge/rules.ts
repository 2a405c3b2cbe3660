/** What is judged of images. Each rule is a heading of docs/images.md, which says what it means and how it is cured. */
export const imageRules = [
  "image-user-mode-import",
  "image-newer-import",
  "image-other-module",
  "image-unknown-import",
  "image-ordinal-import",
  "image-deprecated-import",
  "image-integrity-check",
  "image-checksum",
  "image-writable-code",
  "image-section-alignment",
  "image-executable-import-table",
  "image-no-relocations",
  "image-entry-point",
  "image-discardable-page",
  "image-subsystem",
  "image-inf-machine",
  "image-unknown-symbol",
  "image-symbol-version",
  "image-no-symbol-versions",
  "image-gpl-symbol",
  "image-namespace",
  "image-no-licence",
  "image-user-space-symbol",
  "image-compiler-helper",
] as const;

export type ImageRule = (typeof imageRules)[number];
