/** What a database costs in a driver's image. */
import { maximumBytes } from "../../embed/coff.ts";
import { alignment } from "../../embed/embedding.ts";
import type { FitnessCheck } from "../protocol.ts";
import { checkOf, number } from "./check.ts";

/** In the image: the array, up to what may begin behind it. */
export const imageBytesOf = (length: number): number => Math.ceil(length / alignment) * alignment;

/** From here on it is more than all the rest of a driver, many times. */
const large = 16 * 1024 * 1024;

export function sizeCheck(length: number): FitnessCheck {
  const title = "Size in the image";
  const bytes = imageBytesOf(length);
  if (length > maximumBytes) {
    return checkOf("size", title, "fail", {
      reason: `It would take ${number(bytes)} bytes, and an image of Windows has 2 GB at most; modules of Linux share 1 GB and less.`,
      remedy:
        "Leave out what the driver does not ask for, or let a service read the database and hand the driver what it needs.",
    });
  }
  const cost = `It takes ${number(bytes)} bytes. A constant lies in .rdata, and of a driver that is non-paged memory from load to unload; Linux pages nothing of a module`;
  if (length < large) return checkOf("size", title, "info", { reason: `${cost}.` });
  return checkOf("size", title, "warning", {
    reason: `${cost}. That much less is there for everybody else on the machine.`,
    remedy:
      "Leave out what the driver does not ask for. In Windows, put it into a section whose name begins with PAGE: it is read below DISPATCH_LEVEL alone then.",
  });
}
