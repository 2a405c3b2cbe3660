/** What the page of an image may ask, post and be told. */
import { type FromPage, methods, type ToPage, toPage } from "../../server/src/image/protocol.ts";
import { openPageChannel, type PageChannel, type PageHost } from "../page/channel.ts";
import { type UseAnswer, useAnswerOf } from "../page/use-answer.ts";

export type Channel = PageChannel<
  typeof methods,
  Exclude<FromPage, { kind: "request" | "cancel" }>,
  Exclude<ToPage, { kind: "response" | "failure" | "progress" }>
>;

export const openChannel = (host: PageHost): Channel =>
  openPageChannel<typeof methods, FromPage, ToPage>(host, { methods, toPage });

export const useAnswer: UseAnswer<typeof methods> = useAnswerOf;
