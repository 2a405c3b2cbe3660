/** The scheme of databases that are a part of a file. */
export const partScheme = "driverlens-database";
