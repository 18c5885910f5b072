import { tmpdir } from "node:os";
import { join } from "node:path";

/** Where Node keeps what it has compiled, so that the page is there sooner the next time. */
export const compileCache: string = join(tmpdir(), "piiri-sandbox-compiled");
