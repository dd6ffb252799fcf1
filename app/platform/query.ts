import { z } from "zod";

/** A part of a query that may be left out, or be there without a value, as a form sends it. */
export const optional = <T extends z.ZodType>(schema: T) => z.union([z.literal("").transform(() => undefined), schema]).optional();

/** How many rows of a list an answer has under /v1 and in operations. */
export const Limit = z.coerce.number().int().min(1).max(500);
export const PageLimit = optional(Limit).transform((limit) => limit ?? 50);

/** How many rows a page under /sync has. */
export const RowsOfPage = z.coerce.number().int().min(1).max(250);
export const PageSize = optional(RowsOfPage).transform((size) => size ?? 50);

/** Text to search for: anything but NUL, which PostgreSQL's text cannot hold. */
export const SearchText = z.string().max(200).regex(/^[^\u0000]*$/, "has a character that cannot be searched for");

/** Several values, comma-separated. */
export const Listed = z.string().transform((list) => list.split(",").map((value) => value.trim()).filter(Boolean));

/** What names the shop and the request beside an address's own parameters. */
export const callParameters = { shop_domain: z.string().optional(), tenant: z.string().optional(), correlation_id: z.string().optional() };
