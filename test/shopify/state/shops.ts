import { toGid } from "../model/ids.ts";
import { type Shop, type Staff, type StaffRole } from "../model/shop.ts";

/** The two stores, each with one person for every role that the app knows. */
export function shops(plus: boolean): Shop[] {
  return [
    {
      id: toGid("Shop", 70_000_000_001),
      domain: "demo.myshopify.com",
      name: "Demo Store",
      email: "owner@demo.example.com",
      currencyCode: "INR",
      timeZone: "Asia/Kolkata",
      countryCode: "IN",
      country: "India",
      plus,
      createdAt: "2024-02-01T04:30:00Z",
      staff: staffOf(80_000_000_001, "demo.example.com", { owner: "Asha Rao", agent: "Kabir Menon", viewer: "Mira Joshi", operator: "Dev Pillai" }),
    },
    {
      id: toGid("Shop", 70_000_000_002),
      domain: "second.myshopify.com",
      name: "Second Store",
      email: "owner@second.example.com",
      currencyCode: "EUR",
      timeZone: "Europe/Berlin",
      countryCode: "DE",
      country: "Germany",
      plus,
      createdAt: "2024-05-12T09:00:00Z",
      staff: staffOf(80_000_000_101, "second.example.com", { owner: "Lena Vogt", agent: "Jonas Brandt", viewer: "Clara Weiss", operator: "Felix Kern" }),
    },
  ];
}

function staffOf(firstId: number, mailDomain: string, names: Record<StaffRole, string>): Staff[] {
  const roles: StaffRole[] = ["owner", "agent", "viewer", "operator"];
  return roles.map((role, index) => {
    const [firstName = "", lastName = ""] = names[role].split(" ");
    const email = `${role}@${mailDomain}`;
    return { id: toGid("StaffMember", firstId + index), role, firstName, lastName, email, accountOwner: role === "owner" };
  });
}
