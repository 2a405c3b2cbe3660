/** An image that is read, with what its tables are asked through. */
import { type PeImage, readPe } from "../../../server/src/binary/pe.ts";
import { ImageReader } from "../../../server/src/binary/record.ts";
import { type ByteSource, bytesSource } from "../../../server/src/binary/source.ts";

export interface Opened {
  readonly source: ByteSource;
  readonly image: PeImage;
  readonly reader: ImageReader;
}

/** @throws where it is no image */
export function opened(bytes: Uint8Array): Opened {
  const source = bytesSource(bytes);
  const image = readPe(source);
  if (image === undefined) throw new Error("no image");
  return { source, image, reader: new ImageReader(source) };
}
