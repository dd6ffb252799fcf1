import { z } from "zod";

/** A moment as other systems write it. Not what JavaScript would make of a number, of true or of null. */
export const Time = z.string().pipe(z.coerce.date());
