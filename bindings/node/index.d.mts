export * from "./index.js";
import * as porto from "./index.js";
export default porto;
