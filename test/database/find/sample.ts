/** The least that is taken for a database: its header, and pages that hold every byte. */
import { databaseOf } from "../../embed/sample.ts";

export function findable(shape: Parameters<typeof databaseOf>[0] = {}): Uint8Array {
  const bytes = databaseOf(shape);
  bytes.set([64, 32, 32], 21);
  for (let index = 100; index < bytes.length; index++) bytes[index] = (index * 7) % 256;
  return bytes;
}
