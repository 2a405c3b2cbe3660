/** Long work cut into slices, as the layers below know it. */
export { finish, type Steps } from "../syntax/steps.ts";
