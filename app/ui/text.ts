/** A text in the forms that a number needs; `count` decides between them. */
export interface Plural {
  one: string;
  other: string;
}

/** The texts of one area of the app, by name. Places for values look like `{name}`. */
export type Catalogue = { readonly [name: string]: string | Plural | Catalogue };

/** Declares an area's texts, so that `t` knows which values each of them needs. */
export function catalogue<const Texts extends Catalogue>(texts: Texts): Texts {
  return texts;
}

type Names<Template extends string> = Template extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
type ValuesOf<Template extends string | Plural> = Template extends string ? Names<Template> : Template extends Plural ? Names<Template["one"]> | Names<Template["other"]> | "count" : never;
type Arguments<Template extends string | Plural> = [ValuesOf<Template>] extends [never] ? [] : [values: { [Name in ValuesOf<Template>]: string | number }];

/** The language that the catalogues are written in. */
const language = "en";
const plurals = new Intl.PluralRules(language);
const numbers = new Intl.NumberFormat(language);

/** A text with its values filled in; numbers are grouped, and pick the plural's form. */
export function t<const Template extends string | Plural>(template: Template, ...[values]: Arguments<Template>): string {
  const given: Record<string, string | number> = values ?? {};
  return formOf(template, given["count"]).replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = given[name];
    if (value === undefined) return place;
    return typeof value === "number" ? numbers.format(value) : value;
  });
}

function formOf(template: string | Plural, count: string | number | undefined): string {
  if (typeof template === "string") return template;
  return plurals.select(Number(count)) === "one" ? template.one : template.other;
}
