import { type Shop } from "../model/shop.ts";
import { moment, plain, type SearchFields, text } from "../search/to-sql.ts";

/** What products can be searched by. */
export function productSearch({ timeZone }: Shop): SearchFields {
  const variants = (path: string) => `(select group_concat(json_extract(value, '$.${path}')) from json_each(body, '$.variants'))`;
  const sku = ({ value }: { value: string }) => ({ where: `instr(',' || lower(${variants("sku")}) || ',', ?) > 0`, values: [`,${value.toLowerCase()},`] });
  return {
    resource: "products",
    fields: {
      id: plain("id", Number),
      title: text("json_extract(body, '$.title')"),
      status: plain("json_extract(body, '$.status')", (value) => value.toUpperCase()),
      product_type: text("json_extract(body, '$.productType')"),
      vendor: text("json_extract(body, '$.vendor')"),
      tag: ({ value }) => ({ where: "exists (select 1 from json_each(body, '$.tags') where lower(value) = ?)", values: [value.toLowerCase()] }),
      sku,
      created_at: moment("json_extract(body, '$.createdAt')", timeZone),
      updated_at: moment("json_extract(body, '$.updatedAt')", timeZone),
    },
    text: (value) => ({ where: "instr(lower(json_extract(body, '$.title')), ?) > 0", values: [value.toLowerCase()] }),
  };
}
