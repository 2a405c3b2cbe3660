/** The server as a program of its own: what an editor's extension starts. */
import { serve } from "./server-node.ts";

serve();
