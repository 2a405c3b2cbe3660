/** The version of this build, from the package. */
import manifest from "../../../package.json" with { type: "json" };

export const version: string = manifest.version;
