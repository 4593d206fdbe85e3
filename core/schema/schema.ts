/** The one door to zod: shapes of user input, their types, and JSON Schemas made from them. */
export { z } from "zod";
